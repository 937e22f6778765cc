import { failure, type Problem, type Result, success } from '../core/problem';
import { load } from '../design/file';
import type { Design } from '../design/schema';
import type { Exported, Exporter } from '../export/definition';
import { type Chaos, zChaos } from '../what-if/chaos-matrix';
import { leftOfPicture } from '../export/picture/left';
import { pictureOf, type PictureOptions } from '../export/picture/picture';
import { pdfOf } from '../export/picture/pdf';
import { exporters } from '../export/registry';
import { writeIn } from '../export/write';
import { pdfFonts } from './pdf-fonts';
import { type ExitCode, exitCodes, type Io } from './io';
import { problemsText } from './problems';
import { readText } from './read-file';
import { write } from './write-file';

export interface ExportCommandOptions {
  readonly to: string;
  readonly journey?: string;
  /** Of a studio on the web. */
  readonly address?: string;
  readonly seed?: number;
  /** [s] */
  readonly duration?: number;
  /** Requests whose traces are written. */
  readonly requests?: number;
  /** File with a chaos matrix of the design. */
  readonly chaos?: string;
  readonly dark?: boolean;
  readonly transparent?: boolean;
  readonly output?: string;
  readonly force?: boolean;
}

/** A format that is no text, so that it needs a file. */
export const PDF = 'pdf';

/** `faultline export`: writes a design in another format. What that cannot say is told beside it. */
export async function exportCommand(path: string, options: ExportCommandOptions, io: Io): Promise<ExitCode> {
  const bad = (problems: readonly Problem[]): ExitCode => {
    io.err(problemsText(problems, io.colors));
    return exitCodes.bad;
  };
  const text = await readText(path);
  const file = text.ok ? load(text.value) : text;
  if (!file.ok) return bad(file.problems);
  const { design } = file.value;
  if (options.to === PDF) return pdfCommand(design, options, io, bad);
  const chaos = options.chaos === undefined ? success(undefined) : await chaosFrom(options.chaos);
  if (!chaos.ok) return bad(chaos.problems);
  const exporter = exporters.find(({ id }) => id === options.to)!;
  const written = writtenBy(exporter, design, options, chaos.value);
  if (!written.ok) return bad(written.problems);
  const { output, force = false } = options;
  if (output === undefined) io.out(written.value.text);
  else {
    const saved = await write(output, written.value.text, { force });
    if (!saved.ok) return bad(saved.problems);
  }
  const { left } = written.value;
  if (left.length > 0) io.err(lost(exporter.title, left));
  return exitCodes.fine;
}

function writtenBy(exporter: Exporter, design: Design, asked: ExportCommandOptions, chaos: Chaos | undefined): Result<Exported> {
  const { journey, address, seed, duration, requests = 1000 } = asked;
  const how = { requests, ...(seed !== undefined && { seed }), ...(duration !== undefined && { duration }) };
  const about = { ...(journey !== undefined && { journey }), ...(address !== undefined && { address }), ...(chaos && { chaos }) };
  return writeIn(exporter, design, how, { ...lookOf(asked), ...about });
}

/** What `faultline chaos --json` printed. */
async function chaosFrom(path: string): Promise<Result<Chaos>> {
  const text = await readText(path, MOST_CHAOS, () => failure(noChaos(path)));
  if (!text.ok) return text;
  let document: unknown;
  try {
    document = JSON.parse(text.value);
  } catch {
    return failure(noChaos(path));
  }
  const chaos = zChaos.safeParse(document);
  return chaos.success ? success(chaos.data) : failure(noChaos(path));
}

/** [bytes] */
const MOST_CHAOS = 64e6;

async function pdfCommand(design: Design, options: ExportCommandOptions, io: Io, bad: (problems: readonly Problem[]) => ExitCode) {
  const { output, force = false } = options;
  if (output === undefined) return bad([noFile]);
  const look = lookOf(options);
  const saved = await write(output, await pdfOf(pictureOf(design, look), await pdfFonts()), { force });
  if (!saved.ok) return bad(saved.problems);
  io.err(lost('PDF', leftOfPicture(design, look)));
  return exitCodes.fine;
}

const lookOf = ({ dark = false, transparent = false }: ExportCommandOptions): PictureOptions => ({
  theme: dark ? 'dark' : 'light',
  transparent,
});

const lost = (title: string, left: readonly string[]): string => `${title} cannot say:\n${left.map((line) => `  ${line}\n`).join('')}`;

const noChaos = (path: string): Problem => ({
  code: 'no-chaos-matrix',
  severity: 'error',
  where: '--chaos',
  message: `This is no chaos matrix: ${path}`,
  remedy: 'Write one with faultline chaos FILE --json > chaos.json.',
});
const noFile: Problem = {
  code: 'no-output-file',
  severity: 'error',
  where: '--output',
  message: 'A PDF is no text that a terminal could show.',
  remedy: 'Name a file for it: --output design.pdf.',
};
