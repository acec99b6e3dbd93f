-- Tells the events in the order in which they happened, by the functions that everybody uses, at the time of each event.
do $$
declare
  event record;
  account uuid;
  quote jsonb;
  v_buyer uuid;
begin
  for event in
    with events as (
      select days, at, who, what, details, position, 0 as step from private.demo_events
      union all
      select
        e.days - (t.item ->> 1)::int, case when (t.item ->> 1)::int = 0 then e.at + interval '20 minutes' else time '15:30' end, e.who,
        case t.item ->> 0 when 'cancel' then 'cancel' else 'advance' end,
        jsonb_build_object('key', e.details ->> 'key', 'to', t.item ->> 0, 'note', t.item -> 2), e.position, t.step::int
      from private.demo_events e, jsonb_array_elements(e.details -> 'then') with ordinality t (item, step)
    )
    select e.*, ((now() at time zone 'Asia/Shanghai')::date - e.days + e.at) at time zone 'Asia/Shanghai' as moment
    from events e
    order by moment, position, step
  loop
    select m.id, m.user_id into v_buyer, account
    from public.members m
    where m.employee_no = event.who and m.tenant_id in (md5('tenant:xinghe')::uuid, md5('tenant:changfeng')::uuid);
    if v_buyer is null then
      select c.id, c.user_id into v_buyer, account from public.cards c where c.number = event.who;
    end if;
    perform
      set_config('fudian.now', event.moment::text, true),
      set_config('request.jwt.claims', jsonb_build_object('role', 'authenticated', 'sub', account)::text, true),
      set_config('request.jwt.claim.sub', coalesce(account::text, ''), true);

    case event.what
      when 'allocate' then
        perform public.allocate_budget(
          private.budget_account_id(m.tenant_id),
          md5(coalesce('department:' || (event.details ->> 'department'), 'group:' || (event.details ->> 'group')))::uuid,
          (event.details ->> 'amount')::bigint, 'demo-allocation-' || event.position
        )
        from public.members m
        where m.id = v_buyer;
      when 'grant' then
        perform public.grant_points(
          md5('programme:' || (event.details ->> 'programme'))::uuid,
          (
            select jsonb_agg(who || jsonb_build_object('amount', event.details -> 'amount', 'note', event.details ->> 'note'))
            from (
              select jsonb_build_object('employee_no', no) as who from jsonb_array_elements_text(event.details -> 'to') no
              union all
              select jsonb_build_object('department_id', md5('department:' || code)::uuid)
              from jsonb_array_elements_text(event.details -> 'departments') code
            ) recipients
          ),
          'demo-grant-' || event.position
        );
      when 'expire' then
        perform public.expire_points();
      when 'tell' then
        perform public.notify_of_movements(), public.remind_of_expiry();
      when 'read' then
        perform public.mark_notifications_read();
      when 'address' then
        perform public.save_address(event.details);
      when 'sign-in' then
        perform private.welcome_card(c, private.source_key(event.details ->> 'source')) from public.cards c where c.id = v_buyer;
      when 'order' then
        quote := public.quote_order(jsonb_build_object('lines', (
          select jsonb_agg(jsonb_build_object('sku_id', md5('sku:' || key)::uuid, 'quantity', value) order by key)
          from jsonb_each(event.details -> 'lines')
        )));
        perform public.place_order(
          jsonb_strip_nulls(jsonb_build_object(
            'lines', (
              select jsonb_agg(jsonb_build_object('sku_id', l -> 'sku_id', 'quantity', l -> 'quantity', 'unit_points', l -> 'unit_points'))
              from jsonb_array_elements(quote -> 'lines') l
            ),
            'address_id', (select a.id from public.addresses a where a.buyer_id = v_buyer and a.is_default),
            'note', event.details -> 'note'
          )),
          'demo-order-' || (event.details ->> 'key')
        );
      when 'advance' then
        perform public.advance_order(o.id, event.details ->> 'to', event.details ->> 'note')
        from public.orders o
        where o.idempotency_key = 'demo-order-' || (event.details ->> 'key');
      when 'cancel' then
        perform public.cancel_order(o.id) from public.orders o where o.idempotency_key = 'demo-order-' || (event.details ->> 'key');
    end case;
    -- Ids order by the real millisecond, and months of history pass within one.
    perform pg_sleep(0.001);
  end loop;

  perform set_config('fudian.now', '', true);
  perform public.refresh_product_popularity(), public.notify_of_movements(), public.remind_of_expiry();
end
$$;

drop table private.demo_events;
