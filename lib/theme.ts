export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** Read by the server, which writes the theme into the page: it never flashes in the other one. */
export const THEME_COOKIE = "leadbox_theme";

/** The theme of a cookie; anything unknown follows the system. */
export function toTheme(value: string | undefined): Theme {
  return THEMES.find((theme) => theme === value) ?? "system";
}
