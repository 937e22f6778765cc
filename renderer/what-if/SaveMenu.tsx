import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { saveText } from './save-text';
import type { Answered, AnsweredAs } from './session';

/** Takes an answer out of the studio: as a report for people, as a table, as the document that the command line writes. */
export function SaveMenu({ answered }: { readonly answered: Answered }) {
  const { title, answer } = answered;
  return (
    <Menu withinPortal position="bottom-start">
      <Menu.Target>
        <Button size="compact-sm" variant="default" leftSection={<IconDownload size={15} aria-hidden />}>
          Save
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void saveReport(answered)}>Report with pictures (HTML)</Menu.Item>
        {answered.name === 'sweep' && <Menu.Item onClick={() => void saveTable(answered)}>Table (CSV)</Menu.Item>}
        <Menu.Item onClick={() => saveText(`${JSON.stringify(answer, null, 2)}\n`, `${title}.json`, 'application/json')}>
          Document (JSON)
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

// What writes these is loaded only for whoever saves them.

async function saveReport({ title, answer, design }: Answered): Promise<void> {
  const { htmlReport } = await import('../../engine/export/html/registry');
  saveText(htmlReport(answer, design, FAULTLINE_VERSION), `${title}.html`, 'text/html');
}

async function saveTable({ title, answer }: AnsweredAs<'sweep'>): Promise<void> {
  const [{ csvOf }, { sweepTable }] = await Promise.all([
    import('../../engine/export/table/csv'),
    import('../../engine/what-if/sweep-table'),
  ]);
  saveText(csvOf(sweepTable(answer)), `${title}.csv`, 'text/csv');
}
