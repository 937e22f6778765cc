import { Checkbox, CloseButton, NativeSelect } from '@mantine/core';
import type { FoundTraces } from '../../engine/measure/trace/find-traces';
import { DocsLink } from '../docs/DocsLink';
import { formatClock, formatCount } from '../panels/format';
import { useStudio } from '../store/studio';
import classes from './traces.module.css';
import { AROUND, tracesUi, useTracesUi } from './traces-ui';

const outcomes = [
  { value: 'all', label: 'All outcomes' },
  { value: 'bad', label: 'Failed, late or degraded' },
  { value: 'failed', label: 'Failed' },
  { value: 'late', label: 'Late' },
  { value: 'degraded', label: 'Degraded' },
  { value: 'ok', label: 'OK' },
  { value: 'broken', label: 'Broke an invariant' },
] as const;
type Outcome = (typeof outcomes)[number]['value'];

/** Which traces the list shows, in words and controls. */
export function TraceFilters({ found }: { readonly found: FoundTraces | null }) {
  const { outcome, journey, throughSelection, around } = useTracesUi((ui) => ui);
  const journeys = useStudio((s) => s.document.journeys) ?? [];
  const selected = useSelected();
  return (
    <div className={classes['filters']}>
      <NativeSelect
        size="xs"
        aria-label="Outcome"
        data={outcomes}
        value={outcome}
        onChange={({ currentTarget: { value } }) => tracesUi.setState({ outcome: value as Outcome })}
      />
      {journeys.length > 1 && (
        <NativeSelect
          size="xs"
          aria-label="Journey"
          data={[{ value: '', label: 'All journeys' }, ...journeys.map(({ id, name }) => ({ value: id, label: name ?? id }))]}
          value={journey ?? ''}
          onChange={({ currentTarget: { value } }) => tracesUi.setState({ journey: value === '' ? null : value })}
        />
      )}
      <Checkbox
        size="xs"
        label={selected === null ? 'Through the selection' : `Through ${selected}`}
        disabled={selected === null}
        checked={throughSelection && selected !== null}
        onChange={({ currentTarget: { checked } }) => tracesUi.setState({ throughSelection: checked })}
      />
      {around !== null && (
        <span className={classes['around']}>
          around {formatClock(around * 1e9)} ± {AROUND} s
          <CloseButton size="xs" aria-label="Show the whole run" onClick={() => tracesUi.setState({ around: null })} />
        </span>
      )}
      <span className={classes['count']}>{found !== null && counted(found)}</span>
      <DocsLink page="traces" />
    </div>
  );
}

function counted({ traces, fitting, kept, missed }: FoundTraces): string {
  const shown = traces.length < fitting ? `${formatCount(traces.length)} of ${formatCount(fitting)}` : formatCount(fitting);
  const of = fitting < kept ? ` of ${formatCount(kept)} kept` : ' kept';
  return `${shown}${of}${missed > 0 ? `; ${formatCount(missed)} requests not followed, there were too many at once` : ''}`;
}

/** Name of the one node or link that is selected; null for none or several. */
function useSelected(): string | null {
  return useStudio(({ selection: { nodes, links }, document: design }) => {
    if (nodes.length + links.length !== 1) return null;
    const [node] = nodes;
    if (node !== undefined) return design.nodes?.find(({ id }) => id === node)?.name ?? node;
    const link = design.links?.find(({ id }) => id === links[0]);
    return link === undefined ? null : `${link.from} → ${link.to}`;
  });
}
