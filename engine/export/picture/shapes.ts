/** One step of a path, in the plane's own coordinates. */
export type PathStep =
  | readonly ['M' | 'L', number, number]
  | readonly ['C', number, number, number, number, number, number]
  | readonly ['Z'];

interface Painted {
  /** As #rrggbb; nothing is filled without. */
  readonly fill?: string;
  readonly stroke?: string;
  readonly width?: number;
  /** Lengths of strokes and gaps. */
  readonly dash?: readonly [number, number];
}

/** What a picture is made of: so little that every format has it. Sizes in pixels of the canvas. */
export type Shape =
  | (Painted & {
      readonly kind: 'box';
      readonly x: number;
      readonly y: number;
      readonly w: number;
      readonly h: number;
      readonly radius?: number;
      /** What it stands for, for those who cannot see it, and under the pointer. */
      readonly title?: string;
    })
  | (Painted & { readonly kind: 'path'; readonly steps: readonly PathStep[]; readonly title?: string })
  | {
      readonly kind: 'text';
      readonly x: number;
      /** Of the line that it stands on. */
      readonly y: number;
      readonly text: string;
      readonly size: number;
      readonly bold?: boolean;
      readonly fill: string;
      readonly anchor?: 'start' | 'middle' | 'end';
    };

/** A drawing of a design, whatever it is written in. */
export interface Picture {
  readonly name: string;
  /** What is to be seen, air around it included. */
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** Null where what lies behind shows through. */
  readonly background: string | null;
  readonly shapes: readonly Shape[];
}
