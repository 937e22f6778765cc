import { Button, CloseButton, Select } from '@mantine/core';
import { ReactFlowProvider } from '@xyflow/react';
import { type ReactNode, useMemo, useState } from 'react';
import { type DesignChange, designDifference } from '../../engine/design/difference';
import type { Design } from '../../engine/design/schema';
import type { ScenarioFile } from '../../engine/practice/scenario-file';
import { studio, useStudio } from '../store/studio';
import { hideBeside, showBeside, useBeside } from './beside';
import styles from './beside.module.css';
import { copyAll, copyParts } from './copy-parts';
import { useLibrary } from './library-ui';
import { ReadOnlyCanvas } from './ReadOnlyCanvas';
import { scenarioBySlug } from './scenarios';
import { useScenario } from './use-scenario';
import { type Variant, type VariantId, variantDesign, variantsOf } from './variants';

/** A design of the library beside one's own: to compare with, and to copy from. Nothing where none is asked for. */
export function BesidePane() {
  const shown = useBeside((s) => s.shown);
  if (!shown) return null;
  if ('slug' in shown) return <OfScenario slug={shown.slug} variant={shown.variant} />;
  return (
    <aside className={styles['pane']} aria-label={`Beside: ${shown.title}`}>
      <header className={styles['head']}>
        <h2>{shown.title}</h2>
        <CloseButton size="sm" aria-label="Close what is beside" onClick={hideBeside} />
      </header>
      <Body key={shown.title} design={shown.design} />
    </aside>
  );
}

function OfScenario({ slug, variant }: { readonly slug: string; readonly variant: VariantId }) {
  const scenario = useScenario(slug);
  const design = useMemo(() => (scenario ? variantDesign(scenario, variant) : null), [scenario, variant]);
  const title = scenarioBySlug(slug)?.name ?? slug;
  return (
    <aside className={styles['pane']} aria-label={`Beside: ${title}`}>
      <header className={styles['head']}>
        <h2>{title}</h2>
        {scenario && <VariantSelect slug={slug} variant={variant} variants={variantsOf(scenario)} />}
        <CloseButton size="sm" aria-label="Close what is beside" onClick={hideBeside} />
      </header>
      {scenario && !design && <p className={styles['none']}>There is no reference solution of this scenario yet.</p>}
      {scenario && design && (
        <Body key={`${slug} ${variant}`} design={design}>
          {variant === 'reference' && scenario.file && <TradeOffs file={scenario.file} />}
          {scenario.file?.weak.map(({ id, why }) => id === variant && <p key={id}>{why}</p>)}
          <Button size="compact-xs" variant="default" onClick={() => useLibrary.getState().open(slug)}>
            What is asked
          </Button>
        </Body>
      )}
    </aside>
  );
}

interface VariantSelectProps {
  readonly slug: string;
  readonly variant: VariantId;
  readonly variants: readonly Variant[];
}

const VariantSelect = ({ slug, variant, variants }: VariantSelectProps) => (
  <Select
    size="xs"
    aria-label="What is shown"
    className={styles['select'] ?? ''}
    allowDeselect={false}
    value={variant}
    data={variants.map(({ id, title }) => ({ value: id, label: title }))}
    onChange={(id) => id !== null && showBeside(slug, id)}
  />
);

interface BodyProps {
  readonly design: Design;
  /** What else is to be said of it. */
  readonly children?: ReactNode;
}

function Body({ design, children }: BodyProps) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const { edit } = studio.getState();
  const own = () => studio.getState().document;
  return (
    <>
      <div className={styles['canvas']}>
        <ReactFlowProvider>
          <ReadOnlyCanvas design={design} onChoose={setChosen} />
        </ReactFlowProvider>
      </div>
      <div className={styles['buttons']}>
        <Button
          size="compact-sm"
          variant="default"
          disabled={chosen.length === 0}
          onClick={() => edit(...copyParts(own(), design, chosen))}
        >
          {chosen.length === 0 ? 'Copy what is selected' : `Copy ${chosen.length} to my design`}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => edit(...copyAll(own(), design))}>
          Copy all to my design
        </Button>
      </div>
      <div className={styles['words']}>
        <Differences design={design} />
        {children}
      </div>
    </>
  );
}

const sign: Readonly<Record<DesignChange['kind'], string>> = { added: 'Only here', removed: 'Only yours', changed: 'Differs' };

function Differences({ design }: { readonly design: Design }) {
  const own = useStudio((s) => s.document);
  const changes = useMemo(() => designDifference(own, design), [own, design]);
  return (
    <section aria-label="Differences from your design">
      <h3>Differences from yours</h3>
      {changes.length === 0 && <p>None: yours does the same.</p>}
      <ul className={styles['changes']}>
        {changes.map(({ kind, text }) => (
          <li key={`${kind} ${text}`}>
            <b data-kind={kind}>{sign[kind]}</b>
            <span>{text}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function TradeOffs({ file }: { readonly file: ScenarioFile }) {
  return (
    <section aria-label="Trade-offs">
      <h3>Why so, and what it costs</h3>
      <dl className={styles['tradeOffs']}>
        {file.reference.tradeOffs.map(({ choice, instead, because, price }) => (
          <div key={choice}>
            <dt>
              {choice} <span>instead of: {instead}</span>
            </dt>
            <dd>{because}</dd>
            <dd>
              <b>Price:</b> {price}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
