/** As many letters as there is room for; what is cut ends in an ellipsis. */
export const cut = (text: string, letters: number): string =>
  text.length > letters ? `${text.slice(0, Math.max(1, letters - 1)).trimEnd()}…` : text;
