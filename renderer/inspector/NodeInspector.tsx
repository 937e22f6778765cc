import type { z } from 'zod';
import type { DesignNode } from '../../engine/design/schema';
import { sharesCores } from '../../engine/design/shares-cores';
import { zRelease } from '../../engine/policies/contract-params';
import { zNodePrices } from '../../engine/policies/price-params';
import { type NodeKind, nodeKinds } from '../../engine/nodes/registry';
import { Problems } from '../panels/Problems';
import { problemsOf } from '../panels/problem-place';
import { faultsFor } from '../store/faults';
import { useStudio } from '../store/studio';
import { DeadLetters } from './DeadLetters';
import { Faults } from './Faults';
import classes from './inspector.module.css';
import { IdField } from './IdField';
import { Journeys } from './Journeys';
import { Links } from './Links';
import { NodeGroups } from './NodeGroups';
import { NodeMetrics } from './LiveMetrics';
import { NameField } from './NameField';
import { NodeZones } from './NodeZones';
import { FormOwner } from './form-owner';
import { Operations } from './Operations';
import { SchemaForm } from './SchemaForm';
import { RecordingImport } from './RecordingImport';
import { Section } from './Section';
import { Tenants } from './Tenants';
import { Theory } from './Theory';

export function NodeInspector({ node }: { readonly node: DesignNode }) {
  const edit = useStudio((s) => s.edit);
  const all = useStudio((s) => s.problems);
  const kind: NodeKind = node.kind;
  const { title, description, role, params } = nodeKinds[kind];
  const problems = problemsOf(all, 'nodes', node.id);
  return (
    <div key={node.id}>
      <header className={classes['head']}>
        <div className={classes['kind']}>
          {title}
          <IdField key={node.id} id={node.id} list="nodes" />
        </div>
        <NameField
          key={node.id}
          label="Name"
          value={node.name}
          placeholder={node.id}
          onChange={(name) => {
            const { name: _, ...unnamed } = node;
            edit({ kind: 'replace-node', node: name === undefined ? unnamed : { ...unnamed, name } });
          }}
        />
        <p className={classes['dim']}>{description}</p>
        <NodeZones key={`${node.id} zones`} node={node} />
      </header>
      {problems.length > 0 && (
        <Section title="Problems" note={problems.length}>
          <Problems problems={problems} />
        </Section>
      )}
      <Section title="Live">
        <NodeMetrics id={node.id} role={role} sharing={sharesCores(node)} />
      </Section>
      {node.kind === 'client' && namesTenants(node) && (
        <Section title="Tenants">
          <Tenants />
        </Section>
      )}
      {role === 'server' && (
        <Section title="Queueing theory">
          <Theory id={node.id} />
        </Section>
      )}
      {role === 'queue' && (
        <Section title="Dead letters">
          <DeadLetters id={node.id} />
        </Section>
      )}
      {role === 'log' && (
        <Section title="Consumer groups">
          <NodeGroups id={node.id} />
        </Section>
      )}
      {faultsFor(kind).length > 0 && (
        <Section title="Faults">
          <Faults key={node.id} target={{ node: node.id }} kind={kind} />
        </Section>
      )}
      <Section title="Parameters">
        <FormOwner value={{ node: node.id }}>
          <SchemaForm
            key={node.id}
            schema={params as z.ZodType}
            value={node.params}
            onChange={(next) => edit({ kind: 'replace-node', node: { ...node, params: next } as DesignNode })}
          />
        </FormOwner>
        {node.kind === 'client' && <RecordingImport key={`recording of ${node.id}`} node={node} />}
      </Section>
      {role === 'server' && (
        <Section title="Version">
          <SchemaForm
            key={`${node.id} release`}
            schema={zRelease}
            value={node.release}
            onChange={(next) => {
              const { release: _, ...plain } = node;
              edit({ kind: 'replace-node', node: Object.keys(next).length > 0 ? { ...plain, release: next } : plain });
            }}
          />
        </Section>
      )}
      {role !== 'source' && (
        <Section title="Prices">
          <SchemaForm
            key={`${node.id} prices`}
            schema={zNodePrices}
            value={node.prices}
            onChange={(next) => {
              const { prices: _, ...free } = node;
              edit({ kind: 'replace-node', node: Object.keys(next).length > 0 ? { ...free, prices: next } : free });
            }}
          />
        </Section>
      )}
      <Section title="Links">
        <Links node={node.id} />
      </Section>
      {role === 'source' && (
        <Section title="Journeys">
          <Journeys client={node.id} />
        </Section>
      )}
      {role === 'server' && (
        <Section title="Operations" note={node.operations?.length || undefined}>
          <Operations node={node} />
        </Section>
      )}
    </div>
  );
}

/** Whether requests of a client belong to tenants: it names some, or its recording does. */
const namesTenants = ({ params }: Extract<DesignNode, { kind: 'client' }>): boolean =>
  (params?.tenants?.length ?? 0) > 0 || (params?.traffic?.kind === 'recorded' && params.traffic.tenants !== undefined);
