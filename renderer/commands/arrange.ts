import { arrange } from '../canvas/arrange';
import type { Command } from './command';

export const arrangeCommands: readonly Command[] = [{ id: 'arrange.layout', title: 'Arrange by itself', group: 'Arrange', run: arrange }];
