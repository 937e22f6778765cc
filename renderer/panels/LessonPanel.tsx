export function LessonPanel() {
  return null;
}
