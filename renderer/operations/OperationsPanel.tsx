import { ActionIcon, Button, Select, Tooltip } from '@mantine/core';
import { IconArrowAutofitWidth } from '@tabler/icons-react';
import { useEffect } from 'react';
import { obviousSteps } from '../../engine/design/obvious';
import type { Design, DesignNode } from '../../engine/design/schema';
import { journeysOf, type SequenceStart } from '../../engine/design/sequence';
import { stepWords } from '../../engine/design/step-words';
import { nodeKinds } from '../../engine/nodes/registry';
import { growPanel } from '../layout/panels';
import { studio, useStudio } from '../store/studio';
import { DocsLink } from '../docs/DocsLink';
import { addOperation, makeOwn } from './actions';
import { OperationHead } from './OperationHead';
import classes from './operations.module.css';
import { operationsUi, useOperationsUi } from './operations-ui';
import { Sequence } from './Sequence';
import { StepTree } from './StepTree';
import { useRefusal } from './use-refusal';

/** Below this a list and a diagram are no use side by side. [px] */
const ROOM = 440;

/** The steps of an operation as a list, and beside it the sequence that follows from them. */
export function OperationsPanel() {
  useSelectedNode();
  useEffect(() => growPanel('bottom', ROOM), []);
  const design = useStudio((s) => s.document);
  const wanted = useOperationsUi((ui) => ui.node);
  const node = shownNode(design, wanted);
  if (!node) return <p className={classes['nothing']}>Nothing here takes calls yet. Add a service, and what it does is written here.</p>;
  return (
    <div className={classes['panel']}>
      <section className={classes['editor']} aria-label="Operation editor">
        <Editor node={node} />
      </section>
      <section className={classes['diagram']} aria-label="Sequence">
        <DiagramOf design={design} node={node} />
      </section>
    </div>
  );
}

const isServer = ({ kind }: DesignNode): boolean => nodeKinds[kind].role === 'server';

/** The node that was chosen, else the first one with operations, else the first one that could have some. */
function shownNode({ nodes = [] }: Design, wanted: string | null): DesignNode | undefined {
  const servers = nodes.filter(isServer);
  return servers.find(({ id }) => id === wanted) ?? servers.find(({ operations }) => operations?.length) ?? servers[0];
}

/** The editor goes along with the selection on the canvas, and stays where it is while nothing is selected. */
function useSelectedNode(): void {
  const selected = useStudio((s) => (s.selection.nodes.length === 1 ? s.selection.nodes[0] : undefined));
  useEffect(() => {
    const node = studio.getState().document.nodes?.find(({ id }) => id === selected);
    if (node && isServer(node) && operationsUi.getState().node !== node.id) {
      operationsUi.setState({ node: node.id, operation: 0, open: null, hovered: null, journey: null });
    }
  }, [selected]);
}

function Editor({ node }: { readonly node: DesignNode }) {
  const wanted = useOperationsUi((ui) => ui.operation);
  const operations = node.operations ?? [];
  const operation = Math.min(wanted, operations.length - 1);
  return (
    <>
      <OperationHead node={node} operation={operation} />
      <div className={classes['steps']}>
        {operations.length === 0 ? <Obvious node={node} /> : <StepTree key={`${node.id} ${operation}`} edited={{ node, operation }} />}
      </div>
    </>
  );
}

/** What a node without operations does, greyed, and the way to make it one's own. */
function Obvious({ node }: { readonly node: DesignNode }) {
  const design = useStudio((s) => s.document);
  const [why, refuse] = useRefusal(node.id);
  return (
    <>
      <p className={classes['note']}>No operation is written down, so it does the obvious:</p>
      <ol className={classes['obvious']}>
        {obviousSteps(design, node).map((step, i) => (
          <li key={i}>{stepWords(step, design)}</li>
        ))}
      </ol>
      {why && (
        <p role="alert" className={classes['note']}>
          {why}
        </p>
      )}
      <div className={classes['buttons']}>
        {!why && (
          <Button size="xs" variant="default" onClick={() => refuse(makeOwn(node))}>
            Make them my own
          </Button>
        )}
        <Button size="xs" variant="subtle" onClick={() => addOperation(node)}>
          Write an operation
        </Button>
      </div>
    </>
  );
}

function DiagramOf({ design, node }: { readonly design: Design; readonly node: DesignNode }) {
  const wanted = useOperationsUi((ui) => ui.operation);
  const journey = useOperationsUi((ui) => ui.journey);
  const fitted = useOperationsUi((ui) => ui.fitted);
  const operations = node.operations ?? [];
  const operation = operations[Math.min(wanted, operations.length - 1)]?.name ?? null;
  const journeys = journeysOf(design);
  const known = journeys.some(({ id }) => id === journey);
  const start: SequenceStart = known && journey !== null ? { journey } : { node: node.id, operation };
  return (
    <>
      <header className={classes['diagramHead']}>
        <span className={classes['title']}>Sequence of</span>
        <Select
          size="xs"
          aria-label="Sequence of"
          className={classes['of'] ?? ''}
          allowDeselect={false}
          value={known && journey !== null ? `j ${journey}` : 'o'}
          data={[
            { value: 'o', label: `${node.name ?? node.id} · ${operation ?? 'the obvious'}` },
            ...(journeys.length > 0
              ? [{ group: 'Journeys', items: journeys.map(({ id, name }) => ({ value: `j ${id}`, label: name ?? id })) }]
              : []),
          ]}
          onChange={(value) => operationsUi.setState({ journey: value?.startsWith('j ') ? value.slice(2) : null })}
        />
        <Tooltip label={fitted ? 'Full size' : 'Fit the width'} openDelay={250}>
          <ActionIcon
            size={26}
            variant={fitted ? 'light' : 'subtle'}
            color="gray"
            aria-label="Fit the width"
            aria-pressed={fitted}
            onClick={() => operationsUi.setState({ fitted: !fitted })}
          >
            <IconArrowAutofitWidth size={15} />
          </ActionIcon>
        </Tooltip>
        <DocsLink page="operations-and-sequences" />
      </header>
      <div className={classes['drawing']}>
        <Sequence start={start} fitted={fitted} />
      </div>
    </>
  );
}
