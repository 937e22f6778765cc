import { Anchor } from '@mantine/core';
import { protocols } from '../../engine/design/protocols';
import { type DesignLink, zLink, zNetwork } from '../../engine/design/schema';
import { zPolicy } from '../../engine/policies/params';
import { Problems } from '../panels/Problems';
import { problemsOf } from '../panels/problem-place';
import { kindOfLink } from '../store/faults';
import { useStudio } from '../store/studio';
import { BreakerState, CutState } from './LinkStates';
import { nodeById, nodeName } from './describe';
import { Faults } from './Faults';
import classes from './inspector.module.css';
import { FormOwner } from './form-owner';
import { IdField } from './IdField';
import { LinkMetrics } from './LiveMetrics';
import { SchemaForm } from './SchemaForm';
import { Section } from './Section';
import type { Fields } from './values';

const protocolTitles = Object.fromEntries(Object.entries(protocols).map(([name, { title }]) => [name, title]));
/** Shown in sections of their own, or not to be changed here. */
const elsewhere = ['id', 'from', 'to', 'network', 'policy'];

export function LinkInspector({ link }: { readonly link: DesignLink }) {
  const edit = useStudio((s) => s.edit);
  const kind = useStudio((s) => kindOfLink(s, link.id));
  const problems = problemsOf(
    useStudio((s) => s.problems),
    'links',
    link.id,
  );
  /** A part that says nothing stays out of the document. */
  const replace = (part: 'policy' | 'network', fields: Fields) => {
    const { [part]: _, ...rest } = link;
    edit({ kind: 'replace-link', link: Object.keys(fields).length > 0 ? { ...link, [part]: fields } : rest });
  };
  return (
    <div key={link.id}>
      <header className={classes['head']}>
        <div className={classes['kind']}>
          Link
          <IdField key={link.id} id={link.id} list="links" />
        </div>
        <div className={classes['ends']}>
          <End id={link.from} /> <span aria-label="to">→</span> <End id={link.to} />
        </div>
        <SchemaForm
          key={link.id}
          schema={zLink}
          value={link}
          except={elsewhere}
          names={protocolTitles}
          onChange={(next) => edit({ kind: 'replace-link', link: next as DesignLink })}
        />
      </header>
      {problems.length > 0 && (
        <Section title="Problems" note={problems.length}>
          <Problems problems={problems} />
        </Section>
      )}
      <Section title="Live">
        <CutState id={link.id} />
        {link.policy?.breaker && <BreakerState id={link.id} />}
        <LinkMetrics id={link.id} />
      </Section>
      <Section title="Faults">
        <Faults key={link.id} target={{ link: link.id }} kind={kind} />
      </Section>
      <Section title="Call policy" note="in the order of a call">
        <FormOwner value={{ node: link.from, link: link.id }}>
          <SchemaForm key={link.id} schema={zPolicy} value={link.policy} onChange={(next) => replace('policy', next)} />
        </FormOwner>
      </Section>
      <Section title="Network">
        <SchemaForm key={link.id} schema={zNetwork} value={link.network} onChange={(next) => replace('network', next)} />
      </Section>
    </div>
  );
}

function End({ id }: { readonly id: string }) {
  const name = useStudio((s) => nodeName(nodeById(s.document, id), id));
  const select = useStudio((s) => s.select);
  return (
    <Anchor component="button" type="button" size="md" onClick={() => select({ nodes: [id] })}>
      {name}
    </Anchor>
  );
}
