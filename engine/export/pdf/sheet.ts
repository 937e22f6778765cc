import type { jsPDF } from 'jspdf';
import { oneLine } from '../names';
import { FONT } from './open';

/** As on a page of HTML in light colours. */
export const ink = {
  plain: '#1b2430',
  soft: '#566171',
  good: '#00795a',
  warn: '#8a5600',
  bad: '#b0400d',
  line: '#dfe3e8',
  strong: '#8d98a5',
  sunken: '#eef0f3',
} as const;

/** Air at the sides of a sheet, and above and below. [pt] */
const SIDE = 44;
const ENDS = 50;

interface TextStyle {
  /** [pt] */
  readonly size: number;
  readonly bold?: boolean;
  readonly color?: string;
  /** From the left side. [pt] */
  readonly indent?: number;
  /** [pt] */
  readonly width?: number;
}

/** The sheet that is written on, and how far down. */
export class Sheet {
  readonly left = SIDE;
  readonly margins = { left: SIDE, right: SIDE, top: ENDS, bottom: ENDS } as const;
  /** Where the next thing stands. [pt] */
  y = ENDS;

  constructor(readonly pdf: jsPDF) {}

  /** Of all that may be written on. [pt] */
  get width(): number {
    return this.pdf.internal.pageSize.getWidth() - 2 * SIDE;
  }

  get height(): number {
    return this.pdf.internal.pageSize.getHeight() - 2 * ENDS;
  }

  /** From 1 on. */
  get page(): number {
    return this.pdf.getCurrentPageInfo().pageNumber;
  }

  /** Begins a new sheet. */
  next(orientation: 'portrait' | 'landscape'): void {
    this.pdf.addPage('a4', orientation);
    this.y = ENDS;
  }

  /** Begins a new sheet where so much no longer fits on this one. */
  room(height: number): void {
    if (this.y > ENDS && this.y + height > ENDS + this.height) this.next('portrait');
  }

  /** Leaves air, but not at the head of a sheet. */
  gap(height: number): void {
    if (this.y > ENDS) this.y += height;
  }

  /** A text in lines as wide as the sheet, over sheets where it is long. */
  text(text: string, { size, bold = false, color = ink.plain, indent = 0, width = this.width - indent }: TextStyle): void {
    for (const line of this.lines(text, size, bold, width)) {
      this.room(size * LINE);
      this.pdf.setTextColor(color);
      this.pdf.text(line, SIDE + indent, this.y + size);
      this.y += size * LINE;
    }
  }

  /** A text in lines no wider than so much; what comes next is written in its font. */
  lines(text: string, size: number, bold: boolean, width: number): string[] {
    this.pdf.setFont(FONT, bold ? 'bold' : 'normal');
    this.pdf.setFontSize(size);
    return this.pdf.splitTextToSize(oneLine(text), width) as string[];
  }

  /** What stands below. */
  foot(left: string, right: string): void {
    const base = ENDS + this.height + ENDS / 2;
    this.pdf.setTextColor(ink.soft);
    this.pdf.text(this.lines(left, 8, false, this.width - 90)[0] ?? '', SIDE, base);
    this.pdf.text(right, SIDE + this.width, base, { align: 'right' });
  }
}

/** Height of a line for the size of its words. */
export const LINE = 1.4;
