import { Stack, Text, UnstyledButton } from '@mantine/core';
import { useReactFlow } from '@xyflow/react';
import type { Problem } from '../../engine/core/problem';
import { studio } from '../store/studio';
import styles from './ProblemList.module.css';

/** Problems with place and remedy; a click goes to the node or link that it is about. */
export function ProblemList({ problems, places = true }: { readonly problems: readonly Problem[]; readonly places?: boolean }) {
  const { fitView } = useReactFlow();
  const go = ({ where }: Problem) => {
    const [list, id] = where.split('.');
    if (!id || (list !== 'nodes' && list !== 'links')) return;
    studio.getState().select({ [list]: [id] });
    const link = studio.getState().document.links?.find((each) => each.id === id);
    const ids = list === 'nodes' ? [id] : link ? [link.from, link.to] : [];
    void fitView({ nodes: ids.map((each) => ({ id: each })), maxZoom: 1, padding: 0.6, duration: 250 });
  };
  return (
    <Stack gap={6} component="ul" className={styles['list'] ?? ''}>
      {problems.map((problem, i) => (
        <li key={`${problem.code}${problem.where}${i}`} className={styles['problem']} data-severity={problem.severity}>
          <UnstyledButton fz="sm" onClick={() => go(problem)} disabled={!places}>
            {problem.where && (
              <Text span ff="monospace" fz="xs" c="dimmed">
                {problem.where}
                <br />
              </Text>
            )}
            {problem.message}{' '}
            <Text span c="dimmed" fz="sm">
              {problem.remedy}
            </Text>
          </UnstyledButton>
        </li>
      ))}
    </Stack>
  );
}
