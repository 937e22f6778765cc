import { ActionIcon, Tooltip } from '@mantine/core';
import type { FaultTarget } from '../../engine/faults/definition';
import { type FaultAction, faultActions } from '../../engine/faults/registry';
import type { z } from 'zod';
import { properties } from '../inspector/field-model';
import { valueText } from '../inspector/fault-text';
import { effective } from '../inspector/values';
import type { NodeKind } from '../../engine/nodes/registry';
import { formatNumber, formatShare } from '../panels/format';
import { faultsFor, newFault } from '../store/faults';
import { studio } from '../store/studio';
import { faultIcon } from './icons';

/** Those that one reaches for less often are in the menu and the inspector only: the bar must not be wider than what it is about. */
const rare: ReadonlySet<FaultAction> = new Set([
  'jitter',
  'cpu-steal',
  'too-many-requests',
  'rolling-restart',
  'retry-storm',
  'disk-full',
  'dns-failure',
  'payload-corruption',
  'connection-reset',
  'memory-leak',
  'contract-break',
]);

/** A button for each of the usual faults that can be put here; a click starts it now, with its default strength. */
export function FaultButtons({ target, kind }: { readonly target: FaultTarget; readonly kind: NodeKind | 'link' | 'group' }) {
  const usual = faultsFor(kind).filter((action) => !rare.has(action));
  return usual.map((action) => {
    const Icon = faultIcon(action);
    return (
      <Tooltip
        key={action}
        label={`${faultLabel(action)}. ${faultActions[action].description}`}
        openDelay={300}
        multiline
        maw={260}
        withinPortal
      >
        <ActionIcon
          variant="subtle"
          color="orange"
          size={28}
          aria-label={faultLabel(action)}
          onClick={() => void studio.getState().injectFault(newFault(action, target))}
        >
          <Icon size={17} aria-hidden />
        </ActionIcon>
      </Tooltip>
    );
  });
}

/** A fault's title with its default strength: "Slow down ×10". */
export function faultLabel(action: FaultAction): string {
  const { title, params } = faultActions[action];
  const [name, strength] = Object.entries(params.parse({}) as Record<string, unknown>)[0] ?? [];
  return `${title}${strengthText(action, name, strength)}`;
}

function strengthText(action: FaultAction, name: string | undefined, value: unknown): string {
  if (typeof value === 'string') return `: ${value.replace('-', ' ')}`;
  if (typeof value !== 'number') return '';
  switch (action) {
    case 'added-latency':
      return ` +${formatNumber(value / 1e9)} s`;
    case 'error-rate':
    case 'hot-key':
      return ` ${formatShare(value)}`;
    case 'slow-down':
    case 'traffic-surge':
      return ` ×${formatNumber(value)}`;
    default: {
      const field = properties(faultActions[action].params as z.ZodType).find(({ key }) => key === name);
      return field && field.model.kind !== 'number'
        ? `: ${valueText(field.model, effective(field.model, undefined))}`
        : `: ${formatNumber(value)}`;
    }
  }
}
