/** Descriptions of the views' options: English → Chinese. */
export const phrases: { readonly [english: string]: string } = {
  'Height of the rows.': '行高。',
  'Field whose values are the columns: a choice or a relation to one.':
    '以其值为列的字段：选项，或指向一条记录的关联。',
  'Field that is summed for each column.': '按列求和的字段。',
  'Field whose values are the lanes that cross the columns.': '以其值为泳道（横跨各列）的字段。',
  'How many cards a column should hold at most.': '一列最多应有几张卡片。',
  'Value of the column.': '该列的值。',
  'More than these stand out.': '超出时突出显示。',
  'Columns that are folded at first.': '初始折叠的列。',
  'Date or time at which a record stands.': '记录所在的日期或时间。',
  'Where it ends; a date counts as a whole day.': '结束的日期或时间；日期按整天计算。',
  'Choice whose colour the record has.': '决定记录颜色的选项字段。',
  'What is shown at first.': '初始显示的范围。',
  'Where the bar of a record begins.': '记录时间条的起点。',
  'Field by whose values the bars are put together.': '按其值将时间条分组的字段。',
  'Choice whose colour the bar has.': '决定时间条颜色的选项字段。',
  'How much is in sight at first.': '初始的时间刻度。',
};
