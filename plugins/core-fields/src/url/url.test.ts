import { describeFieldType } from '@tenon/plugin-api/testing';
import { createTestDatabase } from '../../../../tests/support/index.ts';
import { url } from './index.ts';
import { urlServer } from './server.ts';

describeFieldType(
  url,
  urlServer,
  {
    values: [
      'https://example.com',
      'http://example.com:8080/a?b=c#d',
      'https://例子.中国/路径',
      'mailto:anna@example.com',
      'tel:+8613800138000',
    ],
    // [X2] whatever a browser may run instead of open
    invalid: [
      '',
      'javascript:alert(1)',
      'JavaScript:alert(1)',
      'java\tscript:alert(1)',
      ' javascript:alert(1)',
      'data:text/html,<script>',
      'vbscript:x',
      'file:///etc/passwd',
      '//evil.example',
      'https://',
      'https://bank.example@evil.example',
      'https://exa mple.com',
      'https://example.com/\n',
      'https://example.com/"onclick="x',
      'example.com',
    ],
    badOptions: [{ schemes: [] }],
    written: [
      ['example.com', 'https://example.com'],
      ['HTTPS://example.com/A', 'https://example.com/A'],
      ['example.com:8080/x', 'https://example.com:8080/x'],
    ],
    unreadable: ['javascript:alert(1)', 'just words', '//evil.example', 'data:text/html,x'],
  },
  { database: createTestDatabase },
);
