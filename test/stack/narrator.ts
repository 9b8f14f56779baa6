import { styleText } from "node:util";

/** Tells what happens, step by step, with what was seen in each. */
export interface Narrator {
  title(text: string): void;
  step(title: string): void;
  saw(what: string, value: string): void;
  failed(reason: string, warnings: readonly string[]): void;
  ended(text: string): void;
}

const WHAT_WIDTH = 34;
const MOST_WARNINGS = 12;

/** Colours only where the terminal has them; NO_COLOR is respected. */
export function createNarrator(stream: NodeJS.WriteStream = process.stdout): Narrator {
  const startedAt = performance.now();
  let steps = 0;
  const paint = (format: Parameters<typeof styleText>[0], text: string) => styleText(format, text, { stream });
  const line = (text = "") => stream.write(`${text}\n`);
  const seconds = () => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
  return {
    title(text) {
      line();
      line(paint("bold", text));
    },
    step(title) {
      steps += 1;
      line();
      line(`${paint("green", String(steps).padStart(2))}  ${paint("bold", title)}  ${paint("dim", seconds())}`);
    },
    saw(what, value) {
      line(`    ${paint("dim", padded(what, WHAT_WIDTH))}${value}`);
    },
    failed(reason, warnings) {
      line();
      line(`${paint("red", " ✗  Step failed:")} ${reason}`);
      if (warnings.length > 0) line(`\n    The Worker's last warnings:\n${warnings.slice(-MOST_WARNINGS).join("\n")}`);
    },
    ended(text) {
      line();
      line(`${paint("green", " ✓")}  ${text} ${steps} steps, ${seconds()}.`);
    },
  };
}

/** The beginning of a secret, and how long it is. */
export function masked(secret: string): string {
  return `${secret.slice(0, secret.startsWith("ticket@@@") ? 15 : 8)}… (${secret.length} characters)`;
}

/** Chinese characters take two columns of a terminal. */
function padded(text: string, width: number): string {
  const columns = Array.from(text).reduce((sum, character) => sum + (/[⺀-鿿＀-￯]/u.test(character) ? 2 : 1), 0);
  return text + " ".repeat(Math.max(2, width - columns));
}
