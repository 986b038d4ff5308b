import { stat } from 'node:fs/promises';
import { documentPath, formatDocument } from '@tenon/documents';
import { compile } from '@tenon/model';
import { Command } from 'commander';
import { convertSalesforce, readSource } from '../conversion/salesforce/index.ts';
import { TenonError } from '../errors.ts';
import { registry } from '../plugins.ts';
import { writeFolder } from './folder.ts';
import { pathFrom } from './instance.ts';

export const convertCommand = () =>
  new Command('convert')
    .description("makes documents of another product's object model; changes no instance")
    .argument('<source>', 'a folder with Salesforce metadata, in source format or the older one')
    .argument('<folder>', 'where the <kind>/<id>.json files go; it must not be there yet')
    .action(async (from: string, folder: string) => {
      const target = pathFrom(folder);
      if (await stat(target).catch(() => undefined))
        throw new TenonError('invalid-configuration', `${target} is there already`);
      const { documents, notes } = convertSalesforce(await readSource(pathFrom(from)));
      const { problems } = compile(documents, registry);
      await writeFolder(target, new Map(documents.map((each) => [documentPath(each), formatDocument(each)])));
      for (const { object, member, message } of notes)
        console.log(`note: ${object}${member === undefined ? '' : `.${member}`}: ${message}`);
      for (const { severity, document, pointer, message } of problems)
        console.log(`${severity}: ${document.kind}/${document.id}${pointer}: ${message}`);
      const fields = documents.reduce((sum, { fields: own }) => sum + own.length, 0);
      console.log(`${documents.length} entities with ${fields} fields written; ${notes.length} notes.`);
      if (problems.some(({ severity }) => severity === 'error')) process.exitCode = 1;
    });
