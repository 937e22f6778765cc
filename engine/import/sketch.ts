import type { Place } from '../design/auto-layout';
import type { Protocol } from '../design/protocols';
import type { DesignNode } from '../design/schema';
import type { NodeKind } from '../nodes/registry';
import type { Shape } from './kind-from-drawing';

// What a file of another tool says of a system, before it is a design: boxes, arrows and frames under the file's own
// names. `designFromSketch` makes a design of it that runs.

export interface Sketch {
  /** What the system is called; null where the file does not say. */
  readonly name: string | null;
  readonly description?: string;
  /** Whether the importer tells of components and links itself: there were no boxes and arrows. */
  readonly told?: boolean;
  readonly parts: readonly SketchPart[];
  readonly links: readonly SketchLink[];
  readonly groups?: readonly SketchGroup[];
  readonly notes?: readonly SketchNote[];
}

export interface SketchPart {
  /** The file's name for it, used once. */
  readonly key: string;
  readonly name: string;
  /** Wanted id; made from the name when left out. */
  readonly id?: string;
  /** Where it is known. Else it is guessed from name, shape and technology. */
  readonly kind?: NodeKind | undefined;
  readonly shape?: Shape | undefined;
  /** Technology, image or icon, in the file's words. */
  readonly technology?: string | undefined;
  /** Key of its group. */
  readonly group?: string | undefined;
  readonly place?: Place | undefined;
  /** Only together with `kind`. */
  readonly params?: DesignNode['params'];
  readonly zones?: readonly string[];
  /** The obvious ones when left out. @param link id of the link with that key */
  readonly operations?: (link: (key: string) => string) => DesignNode['operations'];
}

export interface SketchLink {
  /** Under which operations of parts find it. */
  readonly key?: string;
  /** Wanted id; made from its ends when left out. */
  readonly id?: string;
  /** Keys of parts. */
  readonly from: string;
  readonly to: string;
  /** What stands on the arrow. */
  readonly label?: string | undefined;
  /** Where it is known. */
  readonly protocol?: Protocol | undefined;
}

export interface SketchGroup {
  readonly key: string;
  readonly name: string;
  readonly id?: string;
  /** Key of the group that it lies in. */
  readonly parent?: string | undefined;
  /** A zone or region brings its zone along. */
  readonly kind?: 'plain' | 'context' | 'zone' | 'region';
  /** Of its frame, where nothing is in it. */
  readonly place?: Place | undefined;
}

export interface SketchNote {
  readonly id?: string;
  readonly text: string;
  readonly look?: 'note' | 'text';
  readonly place: Place;
  readonly size?: { readonly width: number; readonly height: number };
}
