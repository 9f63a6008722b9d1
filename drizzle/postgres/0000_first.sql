CREATE TABLE "deliveries" (
	"workspace" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"shop" text COLLATE "C" NOT NULL,
	"topic" text COLLATE "C" NOT NULL,
	"delivery_id" text COLLATE "C" NOT NULL,
	"headers" text COLLATE "C" NOT NULL,
	"body" "bytea" NOT NULL,
	"received_at" bigint NOT NULL,
	"handled_at" bigint,
	CONSTRAINT "deliveries_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"workspace" text COLLATE "C" NOT NULL,
	"number" integer NOT NULL,
	"shop" text COLLATE "C",
	"order_id" text COLLATE "C",
	"code" text COLLATE "C" NOT NULL,
	"params" text COLLATE "C" NOT NULL,
	"was" text COLLATE "C",
	"became" text COLLATE "C",
	"cause" text COLLATE "C" NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "events_workspace_number_pk" PRIMARY KEY("workspace","number")
);
--> statement-breakpoint
CREATE TABLE "feeds" (
	"workspace" text COLLATE "C" NOT NULL,
	"shop" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"cursor" text COLLATE "C",
	"state" text COLLATE "C" NOT NULL,
	"round" integer NOT NULL,
	"done_count" integer NOT NULL,
	"total_count" integer,
	"due_at" bigint NOT NULL,
	"started_at" bigint,
	"finished_at" bigint,
	CONSTRAINT "feeds_workspace_shop_kind_pk" PRIMARY KEY("workspace","shop","kind")
);
--> statement-breakpoint
CREATE TABLE "fulfillments" (
	"workspace" text COLLATE "C" NOT NULL,
	"order_id" text COLLATE "C" NOT NULL,
	"position" integer NOT NULL,
	"external_id" text COLLATE "C" NOT NULL,
	"status" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"lines" text COLLATE "C" NOT NULL,
	"tracking" text COLLATE "C" NOT NULL,
	"sent_at" bigint,
	"sent_by" text COLLATE "C",
	"delivered_at" bigint,
	"delivered_by" text COLLATE "C",
	CONSTRAINT "fulfillments_workspace_order_id_position_pk" PRIMARY KEY("workspace","order_id","position")
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"workspace" text COLLATE "C" NOT NULL,
	"queue" text COLLATE "C" NOT NULL,
	"shop" text COLLATE "C" NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"due_at" bigint NOT NULL,
	"first_put_at" bigint NOT NULL,
	"last_put_at" bigint NOT NULL,
	"puts" integer NOT NULL,
	"takes" integer NOT NULL,
	"attempts" integer NOT NULL,
	"leased_until" bigint,
	"note" text COLLATE "C" NOT NULL,
	CONSTRAINT "jobs_workspace_queue_shop_key_pk" PRIMARY KEY("workspace","queue","shop","key")
);
--> statement-breakpoint
CREATE TABLE "members" (
	"workspace" text COLLATE "C" NOT NULL,
	"person" text COLLATE "C" NOT NULL,
	"role" text COLLATE "C" NOT NULL,
	"external_person" text COLLATE "C",
	CONSTRAINT "members_workspace_person_pk" PRIMARY KEY("workspace","person")
);
--> statement-breakpoint
CREATE TABLE "order_charges" (
	"workspace" text COLLATE "C" NOT NULL,
	"order_id" text COLLATE "C" NOT NULL,
	"position" integer NOT NULL,
	"external_id" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"title" text COLLATE "C" NOT NULL,
	"code" text COLLATE "C",
	"rate" text COLLATE "C",
	"total_shop" bigint,
	"total_presentment" bigint,
	"taxes" text COLLATE "C" NOT NULL,
	CONSTRAINT "order_charges_workspace_order_id_kind_position_pk" PRIMARY KEY("workspace","order_id","kind","position")
);
--> statement-breakpoint
CREATE TABLE "order_customers" (
	"workspace" text COLLATE "C" NOT NULL,
	"order_id" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"folded" text COLLATE "C" NOT NULL,
	CONSTRAINT "order_customers_workspace_order_id_pk" PRIMARY KEY("workspace","order_id")
);
--> statement-breakpoint
CREATE TABLE "order_lines" (
	"workspace" text COLLATE "C" NOT NULL,
	"order_id" text COLLATE "C" NOT NULL,
	"position" integer NOT NULL,
	"external_id" text COLLATE "C" NOT NULL,
	"product_id" text COLLATE "C",
	"variant_id" text COLLATE "C",
	"sku" text COLLATE "C",
	"title" text COLLATE "C" NOT NULL,
	"variant_title" text COLLATE "C",
	"options" text COLLATE "C" NOT NULL,
	"picture" text COLLATE "C",
	"quantity" integer NOT NULL,
	"current_quantity" integer NOT NULL,
	"unit_price_shop" bigint NOT NULL,
	"unit_price_presentment" bigint NOT NULL,
	"discount_shop" bigint NOT NULL,
	"discount_presentment" bigint NOT NULL,
	"total_shop" bigint NOT NULL,
	"total_presentment" bigint NOT NULL,
	"taxes" text COLLATE "C" NOT NULL,
	"requires_shipping" boolean NOT NULL,
	CONSTRAINT "order_lines_workspace_order_id_position_pk" PRIMARY KEY("workspace","order_id","position")
);
--> statement-breakpoint
CREATE TABLE "order_people" (
	"workspace" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"order_id" text COLLATE "C" NOT NULL,
	"role" text COLLATE "C" NOT NULL,
	"current" boolean NOT NULL,
	"value" text COLLATE "C",
	"erased_at" bigint,
	"since" bigint NOT NULL,
	CONSTRAINT "order_people_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "order_raw" (
	"workspace" text COLLATE "C" NOT NULL,
	"order_id" text COLLATE "C" NOT NULL,
	"format" text COLLATE "C" NOT NULL,
	"encoding" text COLLATE "C" NOT NULL,
	"body" "bytea" NOT NULL,
	"unknown" text COLLATE "C" NOT NULL,
	"read_at" bigint NOT NULL,
	"size" integer NOT NULL,
	CONSTRAINT "order_raw_workspace_order_id_pk" PRIMARY KEY("workspace","order_id")
);
--> statement-breakpoint
CREATE TABLE "order_seen" (
	"workspace" text COLLATE "C" NOT NULL,
	"order_id" text COLLATE "C" NOT NULL,
	"round" integer NOT NULL,
	CONSTRAINT "order_seen_workspace_order_id_pk" PRIMARY KEY("workspace","order_id")
);
--> statement-breakpoint
CREATE TABLE "order_tags" (
	"workspace" text COLLATE "C" NOT NULL,
	"order_id" text COLLATE "C" NOT NULL,
	"tag" text COLLATE "C" NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "order_tags_workspace_order_id_position_pk" PRIMARY KEY("workspace","order_id","position")
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"row" bigint GENERATED ALWAYS AS IDENTITY (sequence name "orders_row_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"workspace" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"shop" text COLLATE "C" NOT NULL,
	"external_id" text COLLATE "C" NOT NULL,
	"number" text COLLATE "C" NOT NULL,
	"admin_url" text COLLATE "C",
	"version" text COLLATE "C" NOT NULL,
	"placed_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	"cancelled_at" bigint,
	"closed_at" bigint,
	"completed_at" bigint,
	"status" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"source" text COLLATE "C",
	"shop_currency" text COLLATE "C" NOT NULL,
	"presentment_currency" text COLLATE "C" NOT NULL,
	"taxes_included" boolean NOT NULL,
	"test" boolean NOT NULL,
	"payment_state" text COLLATE "C" NOT NULL,
	"payment_method" text COLLATE "C" NOT NULL,
	"payment_title" text COLLATE "C",
	"fulfillment_state" text COLLATE "C" NOT NULL,
	"subtotal_shop" bigint NOT NULL,
	"subtotal_presentment" bigint NOT NULL,
	"discount_shop" bigint NOT NULL,
	"discount_presentment" bigint NOT NULL,
	"shipping_shop" bigint NOT NULL,
	"shipping_presentment" bigint NOT NULL,
	"fees_shop" bigint NOT NULL,
	"fees_presentment" bigint NOT NULL,
	"tax_shop" bigint NOT NULL,
	"tax_presentment" bigint NOT NULL,
	"total_shop" bigint NOT NULL,
	"total_presentment" bigint NOT NULL,
	"derived_total_shop" bigint NOT NULL,
	"derived_total_presentment" bigint NOT NULL,
	"paid_shop" bigint NOT NULL,
	"paid_presentment" bigint NOT NULL,
	"refunded_shop" bigint NOT NULL,
	"refunded_presentment" bigint NOT NULL,
	"outstanding_shop" bigint NOT NULL,
	"outstanding_presentment" bigint NOT NULL,
	"presence" text COLLATE "C" NOT NULL,
	"missing_since" bigint,
	"read_began_at" bigint NOT NULL,
	"content_hash" text COLLATE "C" NOT NULL,
	"behind_updated_at" bigint,
	"behind_round" integer,
	"search_hash" text COLLATE "C" NOT NULL,
	"first_read_at" bigint NOT NULL,
	"last_read_at" bigint NOT NULL,
	CONSTRAINT "orders_key" PRIMARY KEY("workspace","id"),
	CONSTRAINT "orders_row_unique" UNIQUE("row")
);
--> statement-breakpoint
CREATE TABLE "owner_links" (
	"token_hash" text COLLATE "C" PRIMARY KEY NOT NULL,
	"workspace" text COLLATE "C" NOT NULL,
	"expires_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"workspace" text COLLATE "C" NOT NULL,
	"order_id" text COLLATE "C" NOT NULL,
	"position" integer NOT NULL,
	"external_id" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"status" text COLLATE "C" NOT NULL,
	"gateway" text COLLATE "C",
	"amount_shop" bigint NOT NULL,
	"amount_presentment" bigint NOT NULL,
	"at" bigint,
	CONSTRAINT "payments_workspace_order_id_position_pk" PRIMARY KEY("workspace","order_id","position")
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"locale" text COLLATE "C" NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "quarantine" (
	"workspace" text COLLATE "C" NOT NULL,
	"shop" text COLLATE "C" NOT NULL,
	"external_id" text COLLATE "C" NOT NULL,
	"code" text COLLATE "C" NOT NULL,
	"params" text COLLATE "C" NOT NULL,
	"body" "bytea",
	"first_at" bigint NOT NULL,
	"last_at" bigint NOT NULL,
	"attempts" integer NOT NULL,
	CONSTRAINT "quarantine_workspace_shop_external_id_pk" PRIMARY KEY("workspace","shop","external_id")
);
--> statement-breakpoint
CREATE TABLE "refund_lines" (
	"workspace" text COLLATE "C" NOT NULL,
	"order_id" text COLLATE "C" NOT NULL,
	"refund" integer NOT NULL,
	"position" integer NOT NULL,
	"line" text COLLATE "C" NOT NULL,
	"quantity" integer NOT NULL,
	"amount_shop" bigint NOT NULL,
	"amount_presentment" bigint NOT NULL,
	"restocked" text COLLATE "C" NOT NULL,
	CONSTRAINT "refund_lines_workspace_order_id_refund_position_pk" PRIMARY KEY("workspace","order_id","refund","position")
);
--> statement-breakpoint
CREATE TABLE "refunds" (
	"workspace" text COLLATE "C" NOT NULL,
	"order_id" text COLLATE "C" NOT NULL,
	"position" integer NOT NULL,
	"external_id" text COLLATE "C" NOT NULL,
	"at" bigint,
	"reason" text COLLATE "C",
	"amount_shop" bigint NOT NULL,
	"amount_presentment" bigint NOT NULL,
	CONSTRAINT "refunds_workspace_order_id_position_pk" PRIMARY KEY("workspace","order_id","position")
);
--> statement-breakpoint
CREATE TABLE "shops" (
	"workspace" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"platform" text COLLATE "C" NOT NULL,
	"external_id" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"currency" text COLLATE "C" NOT NULL,
	"timezone" text COLLATE "C",
	"admin_url" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"paused_code" text COLLATE "C",
	"paused_params" text COLLATE "C",
	"paused_at" bigint,
	"account" "bytea" NOT NULL,
	"bell_secret" "bytea",
	"bell_state" text COLLATE "C" NOT NULL,
	"token_due_at" bigint,
	"missing_scopes" text COLLATE "C" NOT NULL,
	"connected_at" bigint NOT NULL,
	"last_heard_at" bigint,
	"last_read_at" bigint,
	CONSTRAINT "shops_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "sign_ins" (
	"token_hash" text COLLATE "C" PRIMARY KEY NOT NULL,
	"workspace" text COLLATE "C" NOT NULL,
	"person" text COLLATE "C" NOT NULL,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "workspaces" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"timezone" text COLLATE "C" NOT NULL,
	"event_number" integer DEFAULT 0 NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_workspace_shop_shops_workspace_id_fk" FOREIGN KEY ("workspace","shop") REFERENCES "public"."shops"("workspace","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_workspace_workspaces_id_fk" FOREIGN KEY ("workspace") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feeds" ADD CONSTRAINT "feeds_workspace_shop_shops_workspace_id_fk" FOREIGN KEY ("workspace","shop") REFERENCES "public"."shops"("workspace","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fulfillments" ADD CONSTRAINT "fulfillments_workspace_order_id_orders_workspace_id_fk" FOREIGN KEY ("workspace","order_id") REFERENCES "public"."orders"("workspace","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_workspace_shop_shops_workspace_id_fk" FOREIGN KEY ("workspace","shop") REFERENCES "public"."shops"("workspace","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_charges" ADD CONSTRAINT "order_charges_workspace_order_id_orders_workspace_id_fk" FOREIGN KEY ("workspace","order_id") REFERENCES "public"."orders"("workspace","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_customers" ADD CONSTRAINT "order_customers_workspace_order_id_orders_workspace_id_fk" FOREIGN KEY ("workspace","order_id") REFERENCES "public"."orders"("workspace","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_workspace_order_id_orders_workspace_id_fk" FOREIGN KEY ("workspace","order_id") REFERENCES "public"."orders"("workspace","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_people" ADD CONSTRAINT "order_people_workspace_order_id_orders_workspace_id_fk" FOREIGN KEY ("workspace","order_id") REFERENCES "public"."orders"("workspace","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_raw" ADD CONSTRAINT "order_raw_workspace_order_id_orders_workspace_id_fk" FOREIGN KEY ("workspace","order_id") REFERENCES "public"."orders"("workspace","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_seen" ADD CONSTRAINT "order_seen_workspace_order_id_orders_workspace_id_fk" FOREIGN KEY ("workspace","order_id") REFERENCES "public"."orders"("workspace","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_tags" ADD CONSTRAINT "order_tags_workspace_order_id_orders_workspace_id_fk" FOREIGN KEY ("workspace","order_id") REFERENCES "public"."orders"("workspace","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_workspace_shop_shops_workspace_id_fk" FOREIGN KEY ("workspace","shop") REFERENCES "public"."shops"("workspace","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_workspace_order_id_orders_workspace_id_fk" FOREIGN KEY ("workspace","order_id") REFERENCES "public"."orders"("workspace","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quarantine" ADD CONSTRAINT "quarantine_workspace_shop_shops_workspace_id_fk" FOREIGN KEY ("workspace","shop") REFERENCES "public"."shops"("workspace","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refund_lines" ADD CONSTRAINT "refund_lines_workspace_order_id_orders_workspace_id_fk" FOREIGN KEY ("workspace","order_id") REFERENCES "public"."orders"("workspace","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_workspace_order_id_orders_workspace_id_fk" FOREIGN KEY ("workspace","order_id") REFERENCES "public"."orders"("workspace","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shops" ADD CONSTRAINT "shops_workspace_workspaces_id_fk" FOREIGN KEY ("workspace") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "deliveries_received" ON "deliveries" USING btree ("workspace","shop","received_at");--> statement-breakpoint
CREATE INDEX "events_order" ON "events" USING btree ("workspace","order_id","number");--> statement-breakpoint
CREATE INDEX "feeds_due" ON "feeds" USING btree ("workspace","due_at");--> statement-breakpoint
CREATE INDEX "jobs_due" ON "jobs" USING btree ("queue","due_at");--> statement-breakpoint
CREATE INDEX "members_external" ON "members" USING btree ("external_person");--> statement-breakpoint
CREATE INDEX "order_customers_folded" ON "order_customers" USING btree ("workspace","folded","order_id");--> statement-breakpoint
CREATE INDEX "order_lines_sku" ON "order_lines" USING btree ("workspace","sku");--> statement-breakpoint
CREATE INDEX "order_people_order" ON "order_people" USING btree ("workspace","order_id","role");--> statement-breakpoint
CREATE INDEX "order_tags_tag" ON "order_tags" USING btree ("workspace","tag","order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "orders_external" ON "orders" USING btree ("workspace","shop","external_id");--> statement-breakpoint
CREATE INDEX "orders_placed" ON "orders" USING btree ("workspace","placed_at","row");--> statement-breakpoint
CREATE INDEX "orders_shop_placed" ON "orders" USING btree ("workspace","shop","placed_at","row");--> statement-breakpoint
CREATE INDEX "orders_updated" ON "orders" USING btree ("workspace","updated_at","row");--> statement-breakpoint
CREATE INDEX "orders_state_placed" ON "orders" USING btree ("workspace","state","placed_at","row");--> statement-breakpoint
CREATE INDEX "orders_payment_placed" ON "orders" USING btree ("workspace","payment_state","placed_at","row");--> statement-breakpoint
CREATE INDEX "orders_fulfillment_placed" ON "orders" USING btree ("workspace","fulfillment_state","placed_at","row");--> statement-breakpoint
CREATE INDEX "orders_total" ON "orders" USING btree ("workspace","total_shop","row");--> statement-breakpoint
CREATE INDEX "orders_presence" ON "orders" USING btree ("workspace","shop","presence");--> statement-breakpoint
CREATE INDEX "orders_cells" ON "orders" USING btree ("workspace","shop","state","payment_state","payment_method","fulfillment_state","presence");--> statement-breakpoint
CREATE UNIQUE INDEX "shops_external" ON "shops" USING btree ("platform","external_id");