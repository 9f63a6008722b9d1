CREATE TABLE "link_requests" (
	"token_hash" text COLLATE "C" PRIMARY KEY NOT NULL,
	"workspace" text COLLATE "C" NOT NULL,
	"person" text COLLATE "C" NOT NULL,
	"platform" text COLLATE "C" NOT NULL,
	"address" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"code" text COLLATE "C",
	"params" text COLLATE "C",
	"shop" text COLLATE "C",
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "list_settings" (
	"workspace" text COLLATE "C" NOT NULL,
	"person" text COLLATE "C" NOT NULL,
	"columns" text COLLATE "C" NOT NULL,
	CONSTRAINT "list_settings_workspace_person_pk" PRIMARY KEY("workspace","person")
);
--> statement-breakpoint
CREATE TABLE "own_tags" (
	"workspace" text COLLATE "C" NOT NULL,
	"order_id" text COLLATE "C" NOT NULL,
	"folded" text COLLATE "C" NOT NULL,
	"tag" text COLLATE "C" NOT NULL,
	"added_at" bigint NOT NULL,
	CONSTRAINT "own_tags_workspace_order_id_folded_pk" PRIMARY KEY("workspace","order_id","folded")
);
--> statement-breakpoint
CREATE TABLE "privacy_requests" (
	"workspace" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"shop" text COLLATE "C" NOT NULL,
	"platform" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"orders" text COLLATE "C" NOT NULL,
	"received_at" bigint NOT NULL,
	"done_at" bigint,
	"reached" integer,
	CONSTRAINT "privacy_requests_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"workspace" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"query" text COLLATE "C" NOT NULL,
	"position" integer NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "saved_views_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "country" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "shops" ADD COLUMN "last_rung_at" bigint;--> statement-breakpoint
ALTER TABLE "shops" ADD COLUMN "bells_checked_at" bigint;--> statement-breakpoint
ALTER TABLE "shops" ADD COLUMN "bells_revived_at" bigint;--> statement-breakpoint
ALTER TABLE "shops" ADD COLUMN "history_days" integer;--> statement-breakpoint
ALTER TABLE "link_requests" ADD CONSTRAINT "link_requests_workspace_workspaces_id_fk" FOREIGN KEY ("workspace") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "list_settings" ADD CONSTRAINT "list_settings_workspace_workspaces_id_fk" FOREIGN KEY ("workspace") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "own_tags" ADD CONSTRAINT "own_tags_workspace_order_id_orders_workspace_id_fk" FOREIGN KEY ("workspace","order_id") REFERENCES "public"."orders"("workspace","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "privacy_requests" ADD CONSTRAINT "privacy_requests_workspace_workspaces_id_fk" FOREIGN KEY ("workspace") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_workspace_workspaces_id_fk" FOREIGN KEY ("workspace") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "link_requests_workspace" ON "link_requests" USING btree ("workspace","created_at");--> statement-breakpoint
CREATE INDEX "own_tags_folded" ON "own_tags" USING btree ("workspace","folded","order_id");--> statement-breakpoint
CREATE INDEX "orders_stale" ON "orders" USING btree ("workspace","shop","state","last_read_at");