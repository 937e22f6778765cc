import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { saveText } from '../../what-if/save-text';
import type { StepProps } from '../interview/InterviewScreen';
import { practice } from '../practice';

/** Takes a report out of the studio: for people, or as data. */
export function SaveReport({ interview, prompt }: StepProps) {
  const name = `interview ${interview.prompt}`;
  const saveHtml = async () => {
    const { reportHtml } = await import('./report-html');
    saveText(reportHtml(interview, prompt, FAULTLINE_VERSION), `${name}.html`, 'text/html');
  };
  const saveJson = async () => {
    const design = await practice.getState().canvas(interview.id);
    saveText(`${JSON.stringify({ interview, design }, null, 2)}\n`, `${name}.json`, 'application/json');
  };
  return (
    <Menu withinPortal position="top-start">
      <Menu.Target>
        <Button size="compact-sm" variant="default" leftSection={<IconDownload size={15} aria-hidden />}>
          Save
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void saveHtml()}>Report (HTML)</Menu.Item>
        <Menu.Item onClick={() => void saveJson()}>Interview and design (JSON)</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
