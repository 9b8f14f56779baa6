import type { Child } from "hono/jsx";

/**
 * Small drawings without a library. Their sizes are attributes, since no style may stand in a page; what they show is told
 * to screen readers in words.
 */
const WIDTH = 600;

interface ChartProps {
  label: string;
  height: number;
  children?: Child;
  /** What stands under it, from left to right. */
  axis?: string[];
}

function Chart({ label, height, children, axis = [] }: ChartProps) {
  return (
    <figure>
      <svg
        class="chart"
        viewBox={`0 0 ${WIDTH} ${height}`}
        height={height}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
      >
        {children}
      </svg>
      {axis.length > 0 && (
        <p class="axis" aria-hidden="true">
          {axis.map((text) => (
            <span>{text}</span>
          ))}
        </p>
      )}
    </figure>
  );
}

export interface Tick {
  /** 0 at the left end, 1 at the right. */
  at: number;
  strong: boolean;
}

/** Moments on a line. */
export function Timeline({ ticks, label, axis }: { ticks: Tick[]; label: string; axis: string[] }) {
  return (
    <Chart label={label} height={44} axis={axis}>
      <rect class="fill-line" x={0} y={32} width={WIDTH} height={2} />
      {ticks.map(({ at, strong }) => (
        <rect
          class={strong ? "fill-good" : "fill-edge"}
          x={round(at * (WIDTH - 5))}
          y={strong ? 6 : 18}
          width={5}
          height={strong ? 34 : 22}
          rx={2}
        />
      ))}
    </Chart>
  );
}

export interface Bar {
  good: number;
  bad: number;
  title: string;
}

/** Bars side by side, each of what went well and, above it, what did not. */
export function Bars({ bars, label, axis }: { bars: Bar[]; label: string; axis: string[] }) {
  const height = 88;
  const most = Math.max(1, ...bars.map(({ good, bad }) => good + bad));
  const slot = WIDTH / Math.max(1, bars.length);
  // One of a thousand is still to be seen.
  const tall = (count: number) => (count === 0 ? 0 : Math.max(4, round((count / most) * (height - 6))));
  return (
    <Chart label={label} height={height} axis={axis}>
      {bars.map(({ good, bad, title }, index) => {
        const x = round(index * slot + slot * 0.14);
        const width = round(slot * 0.72);
        return (
          <g>
            <title>{title}</title>
            {good + bad === 0 && <rect class="fill-line" x={x} y={height - 3} width={width} height={3} />}
            <rect class="fill-good" x={x} y={height - tall(good)} width={width} height={tall(good)} rx={2} />
            <rect class="fill-bad" x={x} y={height - tall(good) - tall(bad)} width={width} height={tall(bad)} rx={2} />
          </g>
        );
      })}
    </Chart>
  );
}

/** A life with the time that is over filled in, and the moment marked from which on something is replaced. */
export function LifeBar({ spent, due, label, axis }: { spent: number; due: number; label: string; axis: string[] }) {
  const filled = Math.min(1, Math.max(0, spent));
  return (
    <Chart label={label} height={18} axis={axis}>
      <rect class="fill-line" x={0} y={4} width={WIDTH} height={10} rx={5} />
      <rect
        class={filled < due ? "fill-good" : "fill-notice"}
        x={0}
        y={4}
        width={round(filled * WIDTH)}
        height={10}
        rx={5}
      />
      <rect class="fill-edge" x={round(due * WIDTH)} y={0} width={3} height={18} rx={1} />
    </Chart>
  );
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}
