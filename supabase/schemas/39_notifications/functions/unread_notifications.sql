create function private.unread_notifications(account_id uuid) returns bigint
language sql stable security definer set search_path = '' as $$
  select count(*)
  from public.notifications n
  where n.account_id = unread_notifications.account_id and n.read_at is null
$$;

comment on function private.unread_notifications(uuid) is 'How many notifications the holder of a wallet has not read.';
