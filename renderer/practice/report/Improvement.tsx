import { Button } from '@mantine/core';
import { IconCheck, IconEye, IconEyeOff } from '@tabler/icons-react';
import { useEffect } from 'react';
import type { Critique } from '../../../engine/practice/critique/document';
import { apply } from '../../../engine/design/edits';
import { designDifference } from '../../../engine/design/difference';
import type { Design } from '../../../engine/design/schema';
import { bottleneckUi, useBottleneckUi } from '../../bottleneck/bottleneck-ui';
import { reveal } from '../../canvas/reveal';
import { formatNumber } from '../../panels/format';
import { studio } from '../../store/studio';
import { usePracticeUi } from '../practice-ui';
import styles from '../practice.module.css';

type Change = NonNullable<Critique['improvement']>;

/** The cheapest change that raises the score most: seen on the canvas before it is made. */
export function Improvement({ change, interview }: { readonly change: Change; readonly interview: string }) {
  const mine = usePracticeUi((ui) => ui.canvas === interview);
  const preview = useBottleneckUi((ui) => ui.preview !== null);
  useEffect(() => () => bottleneckUi.setState({ preview: null }), []);
  const show = () => {
    const changes = ghostsOf(studio.getState().document, change);
    bottleneckUi.setState({ preview: preview ? null : { changes } });
    const ids = new Set(changes.map(({ subject }) => subject));
    const { nodes = [], links = [] } = studio.getState().document;
    const of = (parts: readonly { readonly id: string }[]) => parts.map(({ id }) => id).filter((id) => ids.has(id));
    if (!preview) reveal({ nodes: of(nodes), links: of(links) });
  };
  const make = () => {
    bottleneckUi.setState({ preview: null });
    studio.getState().edit(...change.edits);
  };
  return (
    <section className={styles['card']} aria-label="The cheapest change">
      <h3 className={styles['section']}>The cheapest change: {change.title}</h3>
      <p className={styles['words']}>
        It was tried: the score becomes {Math.round(change.score)}, {formatNumber(change.gain)} points more.
        {change.costPerHour !== null && change.costPerHour > 0 ? ` It adds ${formatNumber(change.costPerHour)} an hour to the bill.` : ''}
      </p>
      <div className={styles['row']}>
        <Button
          size="compact-sm"
          variant="default"
          disabled={!mine}
          aria-pressed={preview}
          leftSection={preview ? <IconEyeOff size={15} aria-hidden /> : <IconEye size={15} aria-hidden />}
          onClick={show}
        >
          {preview ? 'Hide preview' : 'Preview on canvas'}
        </Button>
        <Button size="compact-sm" disabled={!mine} leftSection={<IconCheck size={15} aria-hidden />} onClick={make}>
          Make it
        </Button>
      </div>
    </section>
  );
}

/** What of it can be seen on the canvas: parts that are there and become others. */
export const ghostsOf = (design: Design, { edits }: Pick<Change, 'edits'>) =>
  designDifference(design, edits.reduce(apply, design))
    .filter(({ subject }) => subject !== 'design')
    .map(({ subject, text, kind }) => ({ subject, field: kind, from: null, to: text }));
