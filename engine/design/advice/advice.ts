import type { Problem } from '../../core/problem';
import type { DesignView } from './view';

/**
 * A rule about how a design is built. It runs as it is drawn; advice says where it is weak, with the names and numbers of
 * this design. Advice is asked only about designs without errors.
 */
export type Advice = (view: DesignView) => Iterable<Problem>;
