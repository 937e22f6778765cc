import { Button } from '@mantine/core';
import { IconCheck, IconEye, IconEyeOff, IconX } from '@tabler/icons-react';
import { useEffect } from 'react';
import type { Bottleneck } from '../../engine/what-if/bottleneck';
import { DocsLink } from '../docs/DocsLink';
import { studio, useStudio } from '../store/studio';
import { bottleneckUi, useBottleneckUi } from './bottleneck-ui';
import styles from './bottleneck.module.css';
import { useAccount } from '../inspector/use-account';
import { useAsked } from '../store/use-asked';
import { bottleneckWords, fixWords, type Names, stateWords } from './words';

/** What runs short, what would help, and what it did once it was applied. */
export function BottleneckPanel() {
  const bottleneckNow = useStudio((s) => s.bottleneckNow);
  const answer = useAsked(bottleneckNow, 2_000);
  const names = useNames();
  const applied = useBottleneckUi((ui) => ui.applied);
  useEffect(() => () => bottleneckUi.setState({ preview: null }), []);
  const found = answer?.found ?? null;
  return (
    <div className={styles['panel']}>
      {applied && <Result applied={applied} names={names} />}
      {found ? <Found found={found} names={names} /> : <Empty known={answer !== null} after={applied !== null} />}
    </div>
  );
}

function Empty({ known, after }: { readonly known: boolean; readonly after: boolean }) {
  const words = !known
    ? 'Let it run for a few seconds: what runs short first is named here, with a computed fix.'
    : after
      ? 'Nothing else runs short at this load.'
      : 'Nothing runs short: no worker is held more than 70 % of the time. Raise the traffic at the client, or put a fault on a node.';
  return <p className={styles['empty']}>{words}</p>;
}

function Found({ found, names }: { readonly found: Bottleneck; readonly names: Names & { readonly any: (id: string) => string } }) {
  const preview = useBottleneckUi((ui) => ui.preview !== null);
  const { fix } = found;
  const show = () => {
    bottleneckUi.setState({ preview: preview ? null : fix });
    studio.getState().select({ nodes: [found.node], links: found.link === null ? [] : [found.link] });
  };
  return (
    <section className={styles['card']} aria-label="Bottleneck">
      <h3 className={styles['title']}>
        Bottleneck: {names.node(found.node)} <DocsLink page="bottleneck" />
      </h3>
      <p className={styles['words']}>{bottleneckWords(found, names)}</p>
      {fix === null ? (
        <p className={styles['soft']}>There is no simple number to change here: look at what its calls do, or whether they are needed.</p>
      ) : (
        <>
          <p className={styles['words']}>
            <strong>Fix:</strong> {fixWords(fix, names.any)}.{' '}
            <span className={styles['soft']}>Predicted: {stateWords(fix.predicted.utilization, fix.predicted.waitP99)}.</span>
          </p>
          <div className={styles['buttons']}>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={preview ? <IconEyeOff size={15} /> : <IconEye size={15} />}
              onClick={show}
              aria-pressed={preview}
            >
              {preview ? 'Hide preview' : 'Preview on canvas'}
            </Button>
            <Button size="compact-sm" leftSection={<IconCheck size={15} />} onClick={() => apply({ ...found, fix })}>
              Apply
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

/** One undoable edit. */
function apply(found: Bottleneck & { readonly fix: NonNullable<Bottleneck['fix']> }): void {
  bottleneckUi.setState({ preview: null, applied: found });
  studio.getState().edit(found.fix.edit);
}

/** What was predicted, and what is measured since. */
function Result({
  applied,
  names,
}: {
  readonly applied: Bottleneck & { readonly fix: NonNullable<Bottleneck['fix']> };
  readonly names: Names & { readonly any: (id: string) => string };
}) {
  const account = useAccount(applied.node);
  const { fix, facts } = applied;
  const measured =
    account === null ? '' : stateWords(account.node.utilization, fix.predicted.waitP99 === null ? null : account.node.queueWait.p99);
  return (
    <section className={styles['card']} aria-label="What the fix did">
      <h3 className={styles['title']}>
        Applied: {fixWords(fix, names.any)}
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          leftSection={<IconX size={13} />}
          onClick={() => bottleneckUi.setState({ applied: null })}
        >
          Dismiss
        </Button>
      </h3>
      <dl className={styles['result']}>
        <dt>Before</dt>
        <dd>{stateWords(facts['utilization'] ?? null, fix.predicted.waitP99 === null ? null : (facts['waitP99'] ?? null))}</dd>
        <dt>Predicted</dt>
        <dd>{stateWords(fix.predicted.utilization, fix.predicted.waitP99)}</dd>
        <dt>Measured since</dt>
        <dd>{measured || 'not enough yet'}</dd>
      </dl>
    </section>
  );
}

function useNames() {
  const document = useStudio((s) => s.document);
  const node = (id: string): string => document.nodes?.find((each) => each.id === id)?.name ?? id;
  const link = (id: string) => document.links?.find((each) => each.id === id);
  return {
    node,
    target: (id: string): string => link(id)?.to ?? id,
    /** Of a node, its name; of a link, those of its ends. */
    any: (id: string): string => {
      const found = link(id);
      return found ? `${node(found.from)} → ${node(found.to)}` : node(id);
    },
  };
}
