/** A handful of records for the fixture company, as the files that a person would import. */

const products = `product,series,sales_price
GTX Basic,GTX,550
GTX Pro,GTX,4821
MG Special,MG,55
`;
const teams = `sales_agent,manager,regional_office
Anna Ahlers,Dora Dietz,Central
Ben Bauer,Dora Dietz,Central
Cleo Castro,Emil Ek,West
Idle Ivan,Emil Ek,West
`;
const accounts = `account,sector,year_established,revenue,employees,office_location,subsidiary_of
Bluth Company,technolgy,1993,1242.32,3027,United States,Acme Corporation
Acme Corporation,technolgy,1996,1100.04,2822,Philipines,
华辰科技,software,2001,10.5,12,China,
`;
/** 12 deals: 5 won, 3 lost, 3 engaging, 1 prospecting; one open deal has no account, one product is misspelt. */
export const pipeline = `opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value
D01,Anna Ahlers,GTXPro,Acme Corporation,Won,2017-01-01,2017-02-01,4800
D02,Anna Ahlers,GTX Basic,Bluth Company,Won,2017-01-02,2017-02-02,540
D03,Ben Bauer,GTXPro,华辰科技,Won,2017-01-03,2017-03-03,4700
D04,Cleo Castro,MG Special,Acme Corporation,Won,2017-01-04,2017-03-04,50
D05,Cleo Castro,GTXPro,Bluth Company,Won,2017-01-05,2017-04-05,5000
D06,Anna Ahlers,GTX Basic,Acme Corporation,Lost,2017-01-06,2017-02-06,0
D07,Ben Bauer,MG Special,Bluth Company,Lost,2017-01-07,2017-02-07,0
D08,Cleo Castro,GTXPro,华辰科技,Lost,2017-01-08,2017-02-08,0
D09,Anna Ahlers,GTXPro,,Engaging,2017-05-01,,
D10,Ben Bauer,GTX Basic,Acme Corporation,Engaging,2017-05-02,,
D11,Cleo Castro,GTXPro,Bluth Company,Engaging,2017-05-03,,
D12,Anna Ahlers,MG Special,Acme Corporation,Prospecting,,,
`;

/** What is imported, in the order in which one file needs another: entity, name of the mapping, text. */
export const salesFiles = [
  ['product', 'products', products],
  ['user', 'sales-teams', teams],
  ['account', 'accounts', accounts],
  ['opportunity', 'sales-pipeline', pipeline],
] as const;
