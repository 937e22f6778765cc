import type { Table } from './table';

/** The table as an Apache Parquet file, for pandas, Polars, DuckDB, Spark … Its library is loaded with the first one. */
export async function parquetOf({ columns }: Table): Promise<Uint8Array> {
  const { parquetWriteBuffer } = await import('hyparquet-writer');
  const columnData = columns.map(({ name, kind, values }) =>
    kind === 'words'
      ? { name, data: [...values], type: 'STRING' as const, nullable: false }
      : { name, data: [...values], type: 'DOUBLE' as const, nullable: true },
  );
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}
