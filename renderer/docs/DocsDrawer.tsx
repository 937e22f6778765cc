import { Anchor, Drawer, Select, Table } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import Markdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import classes from './docs.module.css';
import { pageOfLink, readPage, shelves } from './library';
import { useOpenPage } from './open-page';

/** The documents, beside the studio: the run goes on meanwhile. */
export function DocsDrawer() {
  const { page, heading, open, close } = useOpenPage();
  return (
    <Drawer
      opened={page !== null}
      onClose={close}
      position="right"
      closeButtonProps={{ 'aria-label': 'Close' }}
      size={560}
      title="How it works"
      overlayProps={{ backgroundOpacity: 0.15 }}
    >
      <Select
        aria-label="Page"
        size="xs"
        searchable
        allowDeselect={false}
        value={page}
        data={shelves.map(({ title, pages }) => ({ group: title, items: pages.map((p) => ({ value: p.name, label: p.title })) }))}
        onChange={(name) => name !== null && open(name)}
      />
      {page !== null && <Page key={page} name={page} heading={heading} />}
    </Drawer>
  );
}

function Page({ name, heading }: { readonly name: string; readonly heading: string | null }) {
  const [text, setText] = useState<string | null>('');
  const article = useRef<HTMLElement>(null);
  useEffect(() => {
    if (heading === null || !text) return;
    const found = [...(article.current?.querySelectorAll('h2, h3') ?? [])].find((each) => each.textContent === heading);
    found?.scrollIntoView({ block: 'start' });
  }, [heading, text]);
  useEffect(() => {
    let wanted = true;
    readPage(name).then(
      (read) => wanted && setText(read),
      () => wanted && setText(null),
    );
    return () => {
      wanted = false;
    };
  }, [name]);
  if (text === null) return <p role="alert">This page could not be read. Close it and open it again.</p>;
  return (
    <article className={classes['page']} ref={article}>
      <Markdown skipHtml remarkPlugins={[remarkGfm]} components={components}>
        {text}
      </Markdown>
    </article>
  );
}

// Links lead to other pages here; the app opens nothing outside, so any other address is text.
function PageLink({ href, children }: React.ComponentProps<'a'>) {
  const open = useOpenPage((s) => s.open);
  const from = useOpenPage((s) => s.page);
  const page = pageOfLink(href, from ?? '');
  if (page === null) return <span title={href}>{children}</span>;
  return (
    <Anchor component="button" type="button" inherit onClick={() => open(page)}>
      {children}
    </Anchor>
  );
}

const components: Components = {
  a: PageLink,
  img: ({ alt }) => <em>{alt}</em>,
  table: ({ children }) => (
    <Table.ScrollContainer minWidth={440}>
      <Table fz="xs" withTableBorder>
        {children}
      </Table>
    </Table.ScrollContainer>
  ),
};
