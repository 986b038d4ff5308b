/** Descriptions of the tiles' options: English → Chinese. */
export const phrases: { readonly [english: string]: string } = {
  "Id of a measure of the report; the report's first when absent.": '报表指标的标识；省略时为第一个指标。',
  'Id of a measure that is shown small, below the figure.': '以小字显示在数值下方的指标的标识。',
  'Large figures shortened: 10M, 1000万.': '缩写大数：10M、1000万。',
  'Id of a measure of the report.': '报表指标的标识。',
  "Ids of measures of the report; all of the report's when absent.": '报表指标的标识；省略时为全部指标。',
  'Horizontal suits long names.': '名称较长时宜用横向。',
  'Bars of one group on top of each other.': '同组的柱子上下堆叠。',
  'The space below the line is filled.': '填充折线下方。',
  'The rest become one slice.': '其余合并为一块。',
  'In the order of the report, or the widest first.': '按报表顺序，或从最宽开始。',
  'At most so many are shown.': '最多显示的个数。',
  'A bar behind the first measure.': '在第一个指标后显示数据条。',
};
