/** Common parts of names, for texts whose letters are spread like those of a real list. */
const words = (text: string): readonly string[] => text.trim().split(/\s+/);

export const givenNames = words(`
  James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph Jessica
  Thomas Sarah Charles Karen Christopher Lisa Daniel Nancy Matthew Betty Anthony Sandra Mark Margaret Donald Ashley Steven
  Kimberly Andrew Emily Paul Donna Joshua Michelle Kenneth Carol Kevin Amanda Brian Melissa George Deborah Timothy Stephanie
  Ronald Rebecca Jason Sharon Edward Laura Jeffrey Cynthia Ryan Dorothy Jacob Amy Gary Kathleen Nicholas Angela Eric Shirley
  Jürgen Zoë François Søren Ángel Łukasz Björn Chloë Siân Renée Håkon Žofia`);

export const familyNames = words(`
  Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson Anderson Thomas
  Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis Robinson Walker Young Allen King
  Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter Roberts Gomez Phillips
  Evans Turner Diaz Parker Cruz Edwards Collins Reyes Stewart Morris Morales Murphy Cook Rogers Gutierrez Ortiz Morgan Cooper
  Peterson Bailey Reed Kelly Howard Ramos Kim Cox Ward Richardson Watson Brooks Chavez Wood James Bennett Gray Mendoza Ruiz
  Hughes Price Alvarez Castillo Sanders Patel Myers Long Ross Foster Jimenez Müller Schröder Lefèvre Nowak Svensson Øster
  O'Brien Fitzgerald Papadopoulos Yamamoto Kowalczyk Van-Dijk`);

export const chineseFamilyNames = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤',
  '欧阳',
  '司马',
  '上官',
];

export const chineseGivenCharacters = [
  ...'伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉玲华红鹏飞鑫波斌宇浩凯健俊帆雪建国志新春晓燕海梅婷慧巧美淑惠珠翠雅芝玉萍月莺媛琳素云莲真环荣爱妹香瑞凡佳嘉琼勤珍贞莉晨阳子轩梓涵一诺欣怡思远博雨泽',
];

export const trades = words(`
  Maritime Logistics Foods Textiles Optics Robotics Energy Pharma Packaging Ceramics Timber Steel Software Networks Plastics
  Furniture Brewing Printing Instruments Chemicals Aviation Glass Paper Tools Batteries Semiconductors Insurance Media Motors
  Seeds Leather Jewellery Bearings Pumps Valves Coatings Diagnostics Publishing Catering Travel`);

export const legalForms = words('Ltd GmbH Inc LLC S.A. AG B.V. Oy AB PLC');

export const chineseTrades = words(`
  贸易 科技 物流 食品 纺织 光电 机器人 能源 医药 包装 陶瓷 木业 钢铁 软件 网络 塑胶 家具 酿酒 印刷 仪器 化工 航空 玻璃 纸业 五金 电池
  半导体 保险 传媒 汽车 种业 皮革 珠宝 轴承 水泵 阀门 涂料 检测 出版 餐饮 旅游 电子商务 信息技术 建筑工程`);

export const cities = words(`
  Hamburg Lyon Boston Kyoto Leeds Porto Austin Turin Gdańsk Malmö Zürich Antwerp Denver Seville Dublin Bergen Graz Nantes Osaka
  Perth`);

export const chineseCities = words(
  '上海 北京 深圳 广州 杭州 成都 武汉 南京 苏州 西安 重庆 天津 青岛 长沙 厦门 宁波 郑州 大连 昆明 合肥',
);

export const mailHosts = words('gmail.com outlook.com qq.com 163.com example.com mail.example.org');
