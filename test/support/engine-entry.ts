export { resolve } from '../../engine/design/resolve';
export { run } from '../../engine/simulate/run';
export { Simulation } from '../../engine/simulate/simulation';
