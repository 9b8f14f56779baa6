/** Line drawings, 24 by 24. What they mean stands beside them, so screen readers pass over them. */
const PATHS = {
  setup: "M9 4h6M9 4a2 2 0 0 0-2 2h10a2 2 0 0 0-2-2M7 6H5v14h14V6h-2M8.5 13.5l2.5 2.5 4.5-4.5",
  overview: "M4 13h4l2.5-7 4 12 2.5-5h3",
  authorizers:
    "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M2.5 20c.5-3.5 3-5.5 6.5-5.5s6 2 6.5 5.5M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14.8c2 .7 3.2 2.5 3.5 5.2",
  links:
    "M10 14a4 4 0 0 0 5.7 0l3.5-3.5a4 4 0 0 0-5.7-5.7L12 6.3M14 10a4 4 0 0 0-5.7 0l-3.5 3.5a4 4 0 0 0 5.7 5.7l1.5-1.5",
  events: "M5 5h14M5 10h14M5 15h9M5 20h6",
  deliveries: "M21 4 3 11l7 3 3 7zM10 14l5-5",
  debugger: "M8 8l-4 4 4 4M16 8l4 4-4 4M13.5 5l-3 14",
  logins: "M14 4h5v16h-5M4 12h10M10.5 8.5 14 12l-3.5 3.5",
  audit: "M12 8v4.5l3 2M21 12a9 9 0 1 1-9-9 9 9 0 0 1 9 9",
  platform: "M12 3 4 7.5v9L12 21l8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9",
  lock: "M12 3 4.5 6v5.5c0 4.6 3.1 8 7.5 9.5 4.4-1.5 7.5-4.9 7.5-9.5V6zM8.5 12l2.5 2.5 4.5-5",
  done: "M5 12.5l4.5 4.5L19 7.5",
  wrong: "M12 5v9M12 18.5v.01",
  waiting: "M12 7v5.5l3 2",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
