create sequence private.card_prefixes as integer minvalue 0 maxvalue 8999 start 0 cycle;

create function private.next_card_prefix() returns text
language plpgsql volatile security definer set search_path = '' as $$
declare
  prefix text;
begin
  for attempt in 1 .. 9000 loop
    -- 7919 has no divisor in common with 9000: each of the 9000 prefixes comes once before one comes again, and neighbours lie far apart.
    prefix := (1000 + nextval('private.card_prefixes') * 7919 % 9000)::text;
    if not exists (select from public.tenants t where t.card_prefix = prefix) then
      return prefix;
    end if;
  end loop;
  raise exception 'All 9000 prefixes of card numbers are taken';
end
$$;

comment on function private.next_card_prefix() is
  'The four digits with which the card numbers of the next company begin. They come off a sequence, so that companies added at the same time do not wait for each other.';

grant execute on function private.next_card_prefix() to service_role;
