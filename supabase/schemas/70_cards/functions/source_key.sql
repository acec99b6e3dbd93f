create function private.source_key(source text) returns bytea
language plpgsql stable set search_path = '' as $$
declare
  network text := regexp_replace(coalesce(nullif(trim(source), ''), 'unknown'), '^::ffff:(?=[0-9]+[.])', '', 'i');
begin
  if pg_input_is_valid(network, 'inet') and family(network::inet) = 6 then
    network := set_masklen(network::inet, 64)::cidr::text;
  end if;
  return extensions.hmac('source:' || network, private.secret('card_pin_pepper'), 'sha256');
end
$$;

comment on function private.source_key(text) is
  'The key under which attempts of a source address are counted: its HMAC, so that addresses are not kept. One IPv6 subscriber has a whole /64 and counts as one source.';
