/** What the numbers of the column "cut" mean: on the canvas, and in a sentence. */
export const cutWords = [
  null,
  { sign: 'cut', title: 'Cut', text: 'Nothing gets through.' },
  { sign: 'calls cut', title: 'Calls cut', text: 'Calls do not get through; answers would.' },
  { sign: 'answers cut', title: 'Answers cut', text: 'Calls arrive and are worked on; their answers are lost.' },
] as const;
