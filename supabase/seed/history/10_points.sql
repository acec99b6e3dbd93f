-- The story that 90_replay.sql tells: so many days ago, at this time in Shanghai, who did what. Sign-ins exist by then.
create unlogged table private.demo_events (
  days int, at time, who text, what text, details jsonb, position int generated always as identity
);

insert into private.demo_events (days, at, who, what, details)
values
  (340, '09:10', 'E1002', 'allocate', '{"department": "xinghe-platform", "amount": 6000}'),
  (340, '09:15', 'E1002', 'allocate', '{"department": "xinghe-brand", "amount": 4000}'),
  (340, '09:20', 'E1002', 'allocate', '{"group": "xinghe-runners", "amount": 2000}'),
  (325, '17:40', 'E1002', 'grant', '{"programme": "xinghe-incentive", "amount": 500, "to": ["E1001", "E1005"], "note": "年终攻坚奖"}'),
  (200, '18:05', 'E1003', 'grant', '{"programme": "xinghe-incentive", "amount": 300, "to": ["E1001"], "note": "组件库重构"}'),
  (116, '10:00', 'E1002', 'grant',
    '{"programme": "xinghe-high-temperature", "amount": 300, "departments": ["xinghe-research", "xinghe-market"], "note": "七月高温补贴"}'),
  (90, '09:00', 'E1002', 'grant', '{"programme": "xinghe-birthday", "amount": 188, "to": ["E1006"], "note": "生日快乐"}'),
  (70, '16:20', 'E1004', 'grant', '{"programme": "xinghe-health", "amount": 80, "to": ["E1001", "E1005"], "note": "晨跑社八月全勤"}'),
  (65, '10:00', 'E1002', 'grant',
    '{"programme": "xinghe-mid-autumn", "amount": 1000, "departments": ["xinghe-research", "xinghe-market", "xinghe-office"], "note": "中秋快乐"}'),
  (40, '08:45', 'E1002', 'grant', '{"programme": "xinghe-health", "amount": 60, "to": ["E1001", "E1004", "E1005"], "note": "月度步数达标"}'),
  (20, '09:00', 'E1002', 'grant', '{"programme": "xinghe-birthday", "amount": 188, "to": ["E1001"], "note": "生日快乐"}'),
  (15, '18:30', 'E1003', 'grant', '{"programme": "xinghe-incentive", "amount": 1200, "to": ["E1001"], "note": "星图版本上线"}'),
  (15, '18:35', 'E1003', 'grant', '{"programme": "xinghe-incentive", "amount": 600, "to": ["E1005"], "note": "星图版本上线"}'),
  (4, '08:45', 'E1002', 'grant', '{"programme": "xinghe-health", "amount": 60, "to": ["E1001", "E1005", "E1009"], "note": "月度步数达标"}'),

  (340, '09:10', 'C2002', 'allocate', '{"department": "changfeng-warehouse", "amount": 30000}'),
  (300, '15:00', 'C2002', 'grant', '{"programme": "changfeng-safe-miles", "amount": 5000, "to": ["C2001"], "note": "十万公里无事故"}'),
  (116, '11:00', 'C2002', 'grant',
    '{"programme": "changfeng-high-temperature", "amount": 3000, "departments": ["changfeng-transport", "changfeng-warehouse"], "note": "七月高温津贴"}'),
  (65, '11:00', 'C2002', 'grant',
    '{"programme": "changfeng-mid-autumn", "amount": 8000, "departments": ["changfeng-transport", "changfeng-warehouse", "changfeng-office"], "note": "中秋快乐"}'),
  (40, '07:30', 'C2002', 'grant', '{"programme": "changfeng-check-in", "amount": 300, "to": ["C2001", "C2003"], "note": "连续签到七天"}'),
  (21, '09:00', 'C2002', 'grant', '{"programme": "changfeng-birthday", "amount": 2000, "to": ["C2001"], "note": "生日快乐"}'),
  (12, '16:00', 'C2003', 'grant', '{"programme": "changfeng-safe-miles", "amount": 1500, "to": ["C2003"], "note": "盘点零差错"}'),
  (5, '07:30', 'C2002', 'grant', '{"programme": "changfeng-check-in", "amount": 300, "to": ["C2001"], "note": "连续签到七天"}'),

  (40, '00:25', null, 'tell', '{}'),
  (39, '00:20', null, 'expire', '{}'),
  (30, '00:25', null, 'tell', '{}'),
  (14, '00:25', null, 'tell', '{}'),
  (13, '12:40', 'E1001', 'read', '{}'),
  (13, '20:05', 'C2001', 'read', '{}'),
  (9, '00:20', null, 'expire', '{}'),
  (4, '00:20', null, 'expire', '{}');
