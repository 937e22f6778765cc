import { Button, FileButton } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useState } from 'react';
import type { Problem } from '../../engine/core/problem';
import type { DesignNode } from '../../engine/design/schema';
import { Problems } from '../panels/Problems';
import { useStudio } from '../store/studio';
import classes from './inspector.module.css';
import { importRecording } from './import-recording';

type Client = Extract<DesignNode, { kind: 'client' }>;

/** Replaces a client's traffic by a recording: requests with their times, or a rate over time. */
export function RecordingImport({ node }: { readonly node: Client }) {
  const edit = useStudio((s) => s.edit);
  const document = useStudio((s) => s.document);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const take = async (file: File | null) => {
    if (!file) return;
    const read = await importRecording(file, document, node);
    setProblems(read.ok ? [] : read.problems);
    if (read.ok) edit({ kind: 'replace-node', node: read.value });
  };
  return (
    <div className={classes['import']}>
      <FileButton accept=".csv,text/csv" onChange={(file) => void take(file)}>
        {(props) => (
          <Button {...props} size="compact-xs" variant="default" leftSection={<IconFileImport size={14} stroke={1.8} aria-hidden />}>
            Import recorded traffic (CSV)
          </Button>
        )}
      </FileButton>
      {problems.length > 0 && (
        <div role="alert">
          <Problems problems={problems} places={false} />
        </div>
      )}
    </div>
  );
}
