import '../no-eval';
import { expose } from 'comlink';
import { runs } from '../../engine/worker/runs';

expose(runs);
