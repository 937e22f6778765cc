/** ", 12 s left", in steps that a person can read; nothing where it is not known. @param left [ms] */
export function leftWords(left: number | null): string {
  if (left === null) return '';
  const seconds = Math.ceil(left / 1000);
  if (seconds < 100) return `, ${seconds} s left`;
  const minutes = Math.round(seconds / 60);
  return minutes < 100 ? `, ${minutes} min left` : `, ${Math.round(minutes / 60)} h left`;
}
