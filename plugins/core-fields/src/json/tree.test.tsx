import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { JsonTree } from './tree.tsx';

afterEach(cleanup);

const branch = (name: string) => screen.getByText(`${name}:`, { exact: false }).closest('details');

describe('JSON on the page of a record', () => {
  it('is a tree whose branches open and fold, and hold nothing while they are folded', () => {
    render(
      <JsonTree value={{ 尺寸: { 宽: 12, deep: { far: '<b>' } }, tags: [], ok: null }} language="zh-CN" />,
    );
    expect(screen.getByText('12')).toBeTruthy();
    expect(screen.getByText('[]')).toBeTruthy();
    expect(screen.getByText('null')).toBeTruthy();
    const deep = branch('deep');
    if (!deep) throw new Error('There is no branch.');
    expect(deep.open).toBe(false);
    expect(screen.queryByText('"<b>"')).toBeNull();
    deep.open = true;
    fireEvent(deep, new Event('toggle'));
    expect(screen.getByText('"<b>"')).toBeTruthy();
  });

  it('begins folded where much is in it, and shows that piece by piece', () => {
    render(<JsonTree value={Array.from({ length: 230 }, (_, at) => `n${at}`)} language="en" />);
    const list = screen.getByRole('group') as HTMLDetailsElement;
    expect(list.textContent).toContain('230 entries');
    expect(screen.queryAllByRole('listitem')).toHaveLength(0);
    list.open = true;
    fireEvent(list, new Event('toggle'));
    expect(screen.getAllByRole('listitem')).toHaveLength(101);
    fireEvent.click(screen.getByRole('button', { name: '100 more' }));
    fireEvent.click(screen.getByRole('button', { name: '30 more' }));
    expect(screen.getAllByRole('listitem')).toHaveLength(230);
    expect(screen.getByText('"n229"')).toBeTruthy();
  });
});
