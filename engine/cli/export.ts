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
import { svgOf } from '../export/picture/svg';
import { recordRun, type RecordOptions } from '../simulate/recorded-run';
import { pdfFonts } from './pdf-fonts';
import { gifOf } from './picture/film';
import { rasterizer } from './picture/rasterizer';
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
  /** Of a picture of pixels: 1 is the size on the canvas. */
  readonly scale?: number;
  readonly dark?: boolean;
  readonly transparent?: boolean;
  readonly output?: string;
  readonly force?: boolean;
}

/** Formats that are no text, so that they need a file. */
export const fileFormats = {
  png: { title: 'PNG', bytes: async (design, { look, scale }) => success((await rasterizer())(svgOf(pictureOf(design, look)), scale).png) },
  pdf: { title: 'PDF', bytes: async (design, { look }) => success(await pdfOf(pictureOf(design, look), await pdfFonts())) },
  gif: {
    title: 'GIF',
    bytes: async (design, { look, scale, how }) => {
      const recorded = recordRun(design, { ...how, requests: 1 });
      return recorded.ok ? success(await gifOf(recorded.value, look, scale)) : recorded;
    },
  },
} as const satisfies Readonly<Record<string, FileFormat>>;

interface FileFormat {
  readonly title: string;
  readonly bytes: (design: Design, asked: FileOptions) => Promise<Result<Uint8Array>>;
}

interface FileOptions {
  readonly look: PictureOptions;
  readonly scale: number;
  readonly how: Omit<RecordOptions, 'requests'>;
}

const isFileFormat = (format: string): format is keyof typeof fileFormats => Object.hasOwn(fileFormats, format);

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
  if (isFileFormat(options.to)) return fileCommand(options.to, design, options, io, bad);
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
  const { journey, address, requests = 1000 } = asked;
  const how = { requests, ...howOf(asked) };
  const about = { ...(journey !== undefined && { journey }), ...(address !== undefined && { address }), ...(chaos && { chaos }) };
  return writeIn(exporter, design, how, { ...lookOf(asked), ...about });
}

const howOf = ({ seed, duration }: ExportCommandOptions): FileOptions['how'] => ({
  ...(seed !== undefined && { seed }),
  ...(duration !== undefined && { duration }),
});

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

async function fileCommand(
  format: keyof typeof fileFormats,
  design: Design,
  options: ExportCommandOptions,
  io: Io,
  bad: (problems: readonly Problem[]) => ExitCode,
): Promise<ExitCode> {
  const { output, force = false, scale = 1 } = options;
  const { title, bytes } = fileFormats[format];
  if (output === undefined) return bad([noFile(title, format)]);
  const look = lookOf(options);
  const made = await bytes(design, { look, scale, how: howOf(options) });
  const saved = made.ok ? await write(output, made.value, { force }) : made;
  if (!saved.ok) return bad(saved.problems);
  // A GIF has the numbers of every second.
  const numbers = format === 'gif' ? { live: { nodes: new Map(), failing: new Set<string>() } } : {};
  io.err(lost(title, leftOfPicture(design, { ...look, ...numbers })));
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
const noFile = (title: string, extension: string): Problem => ({
  code: 'no-output-file',
  severity: 'error',
  where: '--output',
  message: `A ${title} is no text that a terminal could show.`,
  remedy: `Name a file for it: --output design.${extension}.`,
});
