create function private.read_search_cursor(cursor text, fingerprint text, out sort_key bigint, out product_id uuid)
language plpgsql immutable set search_path = '' as $$
declare
  v_parts text[];
begin
  if cursor is null then
    return;
  end if;
  v_parts := regexp_match(cursor, '^([0-9a-f]{8})\.(-?[0-9]{1,18})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$');
  if v_parts is null or v_parts[1] <> fingerprint then
    perform private.fail('invalid_request', 400, '{"field": "cursor", "problem": "not_of_this_search"}');
  end if;
  sort_key := v_parts[2]::bigint;
  product_id := v_parts[3]::uuid;
end
$$;

comment on function private.read_search_cursor(text, text) is
  'Takes a cursor of search_products apart: the sort key and the product after which the next page begins; nulls for null. It carries a fingerprint of the search it came from. Errors: invalid_request (not a cursor, or of another search).';
