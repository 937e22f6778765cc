import { UnstyledButton } from '@mantine/core';
import type { DesignLink } from '../../engine/design/schema';
import { zPolicy } from '../../engine/policies/params';
import { useStudio } from '../store/studio';
import { nodeById, nodeName } from './describe';
import { properties } from './field-model';
import classes from './inspector.module.css';

/** Whom a node talks to and who talks to it, each with the caller's policy in a few words. A click selects the link. */
export function Links({ node }: { readonly node: string }) {
  const design = useStudio((s) => s.document);
  const select = useStudio((s) => s.select);
  const list = (design.links ?? []).filter(({ from, to }) => from === node || to === node);
  if (list.length === 0) return <p className={classes['dim']}>None. Drag from the dot at its edge to another node.</p>;
  return (
    <ul className={classes['plainList']}>
      {list.map((link) => {
        const out = link.from === node;
        const other = out ? link.to : link.from;
        return (
          <li key={link.id}>
            <UnstyledButton className={classes['listButton'] ?? ''} onClick={() => select({ links: [link.id] })}>
              <span className={classes['way']}>{out ? 'to' : 'from'}</span>
              <span className={classes['grow']}>
                {nodeName(nodeById(design, other), other)} <span className={classes['dim']}>{policyText(link)}</span>
              </span>
            </UnstyledButton>
          </li>
        );
      })}
    </ul>
  );
}

/** The parts of the policy that are switched on: "retry, breaker, timeout". */
export const policyText = ({ policy }: DesignLink): string =>
  properties(zPolicy)
    .filter(({ key, optional }) => optional && policy && key in policy)
    .map(({ label }) => label.toLowerCase())
    .join(', ');
