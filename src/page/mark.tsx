/** The round mark that opens a page: where the reader stands, before a word is read. Screen readers pass over it. */
export function Mark({ kind }: { kind: "moving" | "success" | "notice" }) {
  return (
    <div class={`mark mark-${kind}`}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d={PATHS[kind]} />
      </svg>
    </div>
  );
}

const PATHS = {
  moving: "M5 12h14M13 6l6 6-6 6",
  success: "M5 12.5l4.5 4.5L19 7.5",
  notice: "M12 4.5v10M12 19.25v.01",
} as const;
