create function public.mark_notifications_read(ids uuid[] default null) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant record := private.require_buyer();
begin
  if cardinality(ids) > 1000 then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'ids', 'problem', 'length'));
  end if;
  update public.notifications n
  set read_at = private.clock()
  where n.tenant_id = caller.tenant_id and n.account_id = caller.account_id and n.read_at is null
    and (mark_notifications_read.ids is null or n.id = any (mark_notifications_read.ids));
  return jsonb_build_object('unread', private.unread_notifications(caller.account_id));
end
$$;

comment on function public.mark_notifications_read(uuid[]) is
  'Marks notifications of the caller as read: these (at most 1,000; what is not the caller''s is passed over), or all (null). Gives {unread}: how many are left. Members and guests. Errors: invalid_request {field, problem}, and those of private.require_buyer.';

grant execute on function public.mark_notifications_read(uuid[]) to authenticated;
