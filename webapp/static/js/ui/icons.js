// @ts-check
/**
 * The pictures of the app as paths in a 24 × 24 box, drawn as lines.
 */
export const ICONS = {
  search: "M10.5 17a6.5 6.5 0 1 1 0-13 6.5 6.5 0 0 1 0 13zM15.5 15.5 21 21",
  redline: "M12 3l8 3v6c0 4.5-3.2 7.7-8 9-4.8-1.3-8-4.5-8-9V6zM7.5 12h9",
  saved: "M12 3.5l2.6 5.5 6 .8-4.4 4.2 1.1 6-5.3-2.9-5.3 2.9 1.1-6L3.4 9.8l6-.8z",
  settings: "M4 7h9M17 7h3M4 17h3M11 17h9M15 4.8v4.4M9 14.8v4.4",
  group: "M4 5h16v11H12l-4 4v-4H4zM8 10.5h.01M12 10.5h.01M16 10.5h.01",
  scenario: "M9 9.5a3 3 0 1 1 4.2 2.7c-.8.4-1.2.9-1.2 1.8M12 17.5h.01M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18z",
  topic: "M4 6h7v5H4zM13 6h7v5h-7zM4 13h7v5H4zM13 13h7v5h-7z",
  check: "M4 6.5l1.5 1.5L8 5M4 16.5l1.5 1.5L8 15M11.5 7H20M11.5 17H20",
  person: "M12 11.5a3.75 3.75 0 1 1 0-7.5 3.75 3.75 0 0 1 0 7.5zM4.5 20c.7-3.7 3.6-5.5 7.5-5.5s6.8 1.8 7.5 5.5",
  ruleset: "M6 3h9l4 4v14H6zM14 3v5h5M9 12h7M9 16h7",
  channel: "M4 10v4h3l8 4V6l-8 4zM18 9a4 4 0 0 1 0 6",
  back: "M15 5l-7 7 7 7",
  next: "M9 5l7 7-7 7",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  share: "M12 15V4M8 8l4-4 4 4M5 13v7h14v-7",
  speak: "M4 10v4h3l5 4V6L7 10zM16 9a4 4 0 0 1 0 6M18.5 6.5a8 8 0 0 1 0 11",
  print: "M7 8V3h10v5M7 17H4V9h16v8h-3M7 14h10v7H7z",
  clear: "M7 7l10 10M17 7L7 17",
  history: "M12 7v5l3 2M12 4a8 8 0 1 1-7.4 5M4 4v5h5",
};
