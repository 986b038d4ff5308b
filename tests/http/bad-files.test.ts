/** Files that cannot be imported, and mappings that fit nothing. */
import { describe, expect, it } from '@jest/globals';
import type { RecordBody } from '@tenon/model';
import { fixtureMapping } from '../support/index.ts';
import { agent, client, csv, deep, json, load, refuseAll, useCompany } from './attempts.ts';

useCompany();

describe('[A6] what is refused changes nothing and says where', () => {
  it('files', async () => {
    const wide = Array.from({ length: 300 }, (_, n) => `column_${n}`).join(',');
    const mapped = (fields: unknown) => ({ key: 'name', fields });
    const salesMapping = fixtureMapping('hardware-sales', 'accounts');
    expect(
      await refuseAll({
        empty: () => load(''),
        'mark only': () => load('\ufeff'),
        'blank lines only': () => load('\n\n\n'),
        'missing quote': () => load('name,location\n"Neu,Rom\nAlt,Oslo\n', undefined, 'line 3'),
        'broken UTF-8': () =>
          load(Buffer.from([...Buffer.from('name\nA'), 0xff, 0xfe, 0x0a]), undefined, 'line 2'),
        'UTF-8 cut at the end': () => load(Buffer.from('name\n华').subarray(0, 7), undefined, 'line 2'),
        NUL: () => load('name\nA\0B\n', undefined, 'line 2'),
        '300 columns that are no fields': () => load(`name,${wide}\nNew,${wide}\n`),
        'thousands of columns': () => load(`${Array.from({ length: 5_000 }, (_, n) => `c${n}`).join(',')}\n`),
        'two columns of one name': () => load('name,name\nA,B\n'),
        'two columns of one field': () => load('name,Founded,year_established\nA,1999,2000\n'),
        'no column is a field': () => load('a,b\n1,2\n'),
        'too few cells': () => load('name,location\nNew\n', undefined, '2'),
        'too many cells': () => load('name,location\nNew,Rom,x\n', undefined, '2'),
        'wrong values': () =>
          load('name,Founded,sector\nNew,1066,retail\nNew2,1999,Dreams\n', undefined, '2 Founded'),
        'wrong value in the last of 2,500 rows': () =>
          load(
            `name,employees\n${Array.from({ length: 2_500 }, (_, n) => `R${n},${n < 2_499 ? n : 'many'}`).join('\n')}\n`,
            undefined,
            '2501 employees',
          ),
        'missing reference': () => load('name,parent\nNew,Nobody\n', undefined, '2 parent'),
        'an unclosed cell without end': () => load(`name\n"${'x'.repeat(3_000_000)}`),
        'a cell without end': () => load(`name\n${'x'.repeat(3_000_000)}\n`, undefined, 'line 2'),
        'no file type': () => ({ ...load('name\nx\n'), headers: json }),
        'packed file that is none': () => ({
          ...load('name\nx\n'),
          headers: { ...csv, 'content-encoding': 'gzip' },
        }),
        'mapping: no JSON': () => load('name\nx\n', '{', 'mapping'),
        'mapping: a list': () => load('name\nx\n', []),
        'mapping: deep': () => load('name\nx\n', `{"fields":${deep(1_500)}}`, '/fields'),
        'mapping: unknown key': () => load('name\nx\n', { nope: 1 }, '/nope'),
        'mapping: prototype': () =>
          load('name\nx\n', '{"fields":{"__proto__":{"column":"name"}}}', '/fields/__proto__'),
        'mapping: unknown field': () =>
          load('name\nx\n', mapped({ nope: { column: 'name' } }), '/fields/nope'),
        'mapping: unknown column': () =>
          load('name\nx\n', mapped({ name: { column: 'nam' } }), '/fields/name/column'),
        'mapping: prototype as column': () =>
          load('name\nx\n', mapped({ name: { column: 'constructor' } }), '/fields/name/column'),
        'mapping: values': () =>
          load('name\nx\n', mapped({ name: { column: 'name', values: { x: 1 } } }), '/fields/name/values'),
        'mapping: by': () =>
          load(
            'name,parent\nx,y\n',
            mapped({ parent: { column: 'parent', by: 'nope' } }),
            '/fields/parent/by',
          ),
        'mapping: by what is not unique': () =>
          load(
            'name,parent\nx,y\n',
            mapped({ parent: { column: 'parent', by: 'location' } }),
            '/fields/parent/by',
          ),
        'mapping: key that is not unique': () => load('name,location\nx,y\n', { key: 'location' }, '/key'),
        'mapping: key of no field': () => load('name\nx\n', { key: 'nope' }, '/key'),
        'mapping: mode': () => load('name\nx\n', { mode: 'replace' }, '/mode'),
        'mapping: dryRun as text': () => load('name\nx\n', { dryRun: 'false' }, '/dryRun'),
        'mapping: of another file': () => load('name\nx\n', salesMapping, '/fields'),
        'by somebody who may not': () => ({ ...load('name\nx\n'), by: () => agent }),
      }),
    ).toEqual([]);
  }, 120_000);

  it('files that look wrong and are not: a header alone, a mark, Windows lines, other encodings', async () => {
    const done = async (file: string | Uint8Array) => {
      const { path, headers } = load(file);
      return (
        await client.call<{ state: string; rows: number; created: number }>('POST', path, file, headers)
      ).body;
    };
    expect(await done('name,location\n')).toMatchObject({ state: 'done', rows: 0, created: 0 });
    expect(await done('\ufeffname,location\r\n"Neu, ""alt""",Rom\r\n')).toMatchObject({
      state: 'done',
      rows: 1,
    });
    const gbk = Buffer.from('bbaab3bdbfc6bcbc', 'hex');
    expect(await done(Buffer.concat([Buffer.from('name\n'), gbk]))).toMatchObject({ created: 1 });
    expect(await done(Buffer.from('\ufeffname\n长城\n', 'utf16le'))).toMatchObject({ created: 1 });
    for (const name of ['华辰科技', '长城']) {
      const { body } = await client.call<{ items: RecordBody[] }>(
        'GET',
        `/records/account?search=${encodeURIComponent(name)}`,
      );
      expect(body.items.map((item) => item.name)).toEqual([name]);
    }
    const found = await client.call<{ items: RecordBody[] }>('GET', '/records/account?search=neu');
    expect(found.body.items.map(({ name }) => name)).toEqual(['Neu, "alt"']);
  });
});
