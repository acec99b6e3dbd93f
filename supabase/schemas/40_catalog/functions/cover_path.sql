create function private.cover_path(product_id uuid) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select m.path from public.product_media m where m.product_id = cover_path.product_id order by m.position, m.id limit 1
  );
end
$$;

comment on function private.cover_path(uuid) is 'The first picture of a product, relative to the storage bucket media; null without one.';
