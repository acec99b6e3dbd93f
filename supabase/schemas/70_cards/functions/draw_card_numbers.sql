create function private.draw_card_numbers(tenant_id uuid, count int) returns text[]
language plpgsql volatile security definer set search_path = '' as $$
declare
  prefix constant text := (select t.card_prefix from public.tenants t where t.id = draw_card_numbers.tenant_id);
  drawn text[] := '{}';
begin
  -- With a million cards one number in a hundred thousand exists already.
  while cardinality(drawn) < count loop
    drawn := array(
      select distinct d.number
      from (
        select unnest(drawn) as number
        union all
        select private.random_card_number(prefix) from generate_series(1, draw_card_numbers.count - cardinality(drawn))
      ) d
      where not exists (select from public.cards c where c.number = d.number)
    );
  end loop;
  return array(select n from unnest(drawn) n order by extensions.gen_random_uuid());
end
$$;

comment on function private.draw_card_numbers(uuid, int) is
  'So many different card numbers of a company that no card has, in no order that says anything.';
