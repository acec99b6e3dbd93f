-- Where parcels go. Invented streets; numbers begin with 154, which is assigned to no operator.
insert into private.demo_events (days, at, who, what, details)
values
  (330, '12:00', 'E1001', 'address', '{"recipient": "林晓雨", "phone": "15400001001", "province": "上海市", "city": "上海市", "district": "浦东新区", "street": "星河路 88 弄 6 号 1202 室", "is_default": true}'),
  (330, '12:05', 'E1001', 'address', '{"recipient": "林建国", "phone": "15400091001", "province": "江苏省", "city": "苏州市", "district": "吴中区", "street": "桂花巷 15 号"}'),
  (330, '12:00', 'E1002', 'address', '{"recipient": "周敏", "phone": "15400001002", "province": "上海市", "city": "上海市", "district": "徐汇区", "street": "梧桐里 21 号 503 室", "is_default": true}'),
  (330, '12:00', 'E1003', 'address', '{"recipient": "陈志远", "phone": "15400001003", "province": "上海市", "city": "上海市", "district": "闵行区", "street": "云杉路 300 弄 18 号", "is_default": true}'),
  (330, '12:00', 'E1004', 'address', '{"recipient": "苏婉清", "phone": "15400001004", "province": "上海市", "city": "上海市", "district": "静安区", "street": "白露街 9 号 7 楼", "is_default": true}'),
  (330, '12:00', 'E1005', 'address', '{"recipient": "何俊杰", "phone": "15400001005", "province": "上海市", "city": "上海市", "district": "杨浦区", "street": "青禾路 56 号 2 幢 801 室", "is_default": true}'),
  (330, '12:00', 'E1006', 'address', '{"recipient": "许诺", "phone": "15400001006", "province": "广东省", "city": "深圳市", "district": "南山区", "street": "海风大道 12 号 A 座 2305", "is_default": true}'),
  (330, '12:00', 'E1009', 'address', '{"recipient": "唐一鸣", "phone": "15400001009", "province": "广东省", "city": "深圳市", "district": "福田区", "street": "榕树街 77 号 1604 室", "is_default": true}'),
  (330, '12:00', 'C2001', 'address', '{"recipient": "赵大勇", "phone": "15400002001", "province": "江苏省", "city": "苏州市", "district": "太仓市", "street": "长风路 100 号 3 号门", "is_default": true}'),
  (330, '12:00', 'C2002', 'address', '{"recipient": "孙丽华", "phone": "15400002002", "province": "江苏省", "city": "苏州市", "district": "姑苏区", "street": "枫桥里 32 号 602 室", "is_default": true}'),
  (330, '12:00', 'C2003', 'address', '{"recipient": "吴海涛", "phone": "15400002003", "province": "江苏省", "city": "苏州市", "district": "太仓市", "street": "港城路 8 号 5 幢 402 室", "is_default": true}'),
  (13, '19:50', '6200202611000686', 'sign-in', '{"source": "203.0.113.6"}'),
  (13, '19:52', '6200202611000686', 'address', '{"recipient": "蒋女士", "phone": "15400098006", "province": "浙江省", "city": "杭州市", "district": "西湖区", "street": "柳浪街 40 号", "is_default": true}');
