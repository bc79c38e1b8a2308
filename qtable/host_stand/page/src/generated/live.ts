// Made of /asyncapi.json by `make generated`; not to be changed by hand.

export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        ConnectionEstablishedMessage: {
            restaurant_id: string;
            /** Format: date-time */
            timestamp: string;
            seq: number;
            cursor: string;
            server_version: string;
            heartbeat_interval: number;
            /** @enum {string} */
            type: "connection_established";
        };
        Guest: {
            id: string;
            name: string;
            firstName: string | null;
            lastName: string | null;
            partySize: number;
            /** @enum {string} */
            status: "waiting" | "arrived" | "running_late" | "seated" | "finished" | "cancelled" | "no_show";
            tableId: string | null;
            phoneNumber: string | null;
            email: string | null;
            readonly waitTime: number;
            quotedWait: number | null;
            /** Format: date-time */
            arrivalTime: string;
            /** Format: date-time */
            reservationTime: string | null;
            /** Format: date-time */
            notifiedTime: string | null;
            /** Format: date-time */
            heldUntil: string | null;
            /** Format: date-time */
            seatedTime: string | null;
            /** Format: date-time */
            finishedTime: string | null;
            /** Format: date-time */
            readyTime: string | null;
            serverId: string | null;
            isWalkIn: boolean;
            /** @enum {string} */
            source: "walk_in" | "reservation" | "online";
            notes: string | null;
            specialRequests: string | null;
            dietaryRestrictions: string[];
            tags: string[];
            totalVisits: number;
            reservationId: string | null;
            version: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            lastUpdated: string;
            guestName: string;
            table_id: string | null;
            phone: string | null;
            /** Format: date-time */
            checkInTime: string;
            /** Format: date-time */
            finished_time: string | null;
        };
        Table: {
            id: string;
            number: number;
            tableNumber: string;
            capacity: number;
            minPartySize: number;
            maxPartySize: number;
            /** @enum {string} */
            status: "available" | "occupied" | "reserved" | "needs_cleaning" | "out_of_service";
            /** @enum {string|null} */
            stage: "seated" | "ordered" | "mains" | "dessert" | "check" | "paid" | null;
            readonly position: {
                x: number;
                y: number;
            };
            readonly size: {
                width: number;
                height: number;
            };
            /** @enum {string} */
            shape: "round" | "square" | "rectangle" | "oval" | "booth" | "bar";
            rotation: number;
            section: string | null;
            sectionId: string | null;
            serverId: string | null;
            currentGuestId: string | null;
            combinationId: string | null;
            joinedTo: string | null;
            notes: string | null;
            version: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            lastUpdated: string;
            current_guest_id: string | null;
            guest_id: string | null;
        };
        Reservation: {
            id: string;
            guestName: string;
            partySize: number;
            /** @enum {string} */
            status: "pending" | "confirmed" | "partially_arrived" | "arrived" | "seated" | "finished" | "cancelled" | "no_show";
            /** Format: date-time */
            reservationTime: string;
            durationMinutes: number;
            /** Format: date-time */
            endTime: string;
            assignedTableId: string | null;
            combinationId: string | null;
            guestId: string | null;
            contactInfo: string | null;
            phoneNumber: string | null;
            email: string | null;
            notes: string | null;
            tags: string[];
            /** Format: date-time */
            checkInTime: string | null;
            /** Format: date-time */
            seatedTime: string | null;
            /** Format: date-time */
            finishedTime: string | null;
            version: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            lastUpdated: string;
            /** Format: date-time */
            startTime: string;
            tableId: string | null;
            phone: string | null;
        };
        Section: {
            id: string;
            name: string;
            version: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            lastUpdated: string;
        };
        Combination: {
            id: string;
            name: string;
            tableIds: string[];
            minPartySize: number;
            maxPartySize: number;
            version: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            lastUpdated: string;
        };
        Server: {
            id: string;
            name: string;
            initials: string;
            /** @enum {string} */
            colour: "red" | "orange" | "yellow" | "green" | "teal" | "blue" | "indigo" | "purple" | "pink" | "brown";
            userId: string | null;
            onDuty: boolean;
            paused: boolean;
            version: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            lastUpdated: string;
        };
        Policies: {
            clean_after_finish: boolean;
            minutes_per_party: number[];
            reservation_minutes: number;
            online_waitlist: boolean;
            online_party_max: number;
            hold_minutes: number;
            /** @enum {string} */
            display_names: "code" | "initials" | "first_name";
            size_classes: number[];
            hours: {
                monday?: {
                    open: string;
                    close: string;
                }[];
                tuesday?: {
                    open: string;
                    close: string;
                }[];
                wednesday?: {
                    open: string;
                    close: string;
                }[];
                thursday?: {
                    open: string;
                    close: string;
                }[];
                friday?: {
                    open: string;
                    close: string;
                }[];
                saturday?: {
                    open: string;
                    close: string;
                }[];
                sunday?: {
                    open: string;
                    close: string;
                }[];
            } | null;
            stages: ("seated" | "ordered" | "mains" | "dessert" | "check" | "paid")[];
            /** @enum {string|null} */
            language: "en" | "es" | null;
            rotation_minutes: number;
        };
        Restaurant: {
            id: string;
            slug: string;
            name: string;
            timeZone: string;
            businessDayCutoff: number;
            isDemo: boolean;
            policies: components["schemas"]["Policies"];
            version: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            lastUpdated: string;
        };
        FullSyncMessage: {
            restaurant_id: string;
            /** Format: date-time */
            timestamp: string;
            /** Format: date-time */
            server_time: string;
            cursor: string;
            seq: number;
            /** @enum {string} */
            type: "full_sync";
            guests: components["schemas"]["Guest"][];
            tables: components["schemas"]["Table"][];
            reservations: components["schemas"]["Reservation"][];
            sections: components["schemas"]["Section"][];
            combinations: components["schemas"]["Combination"][];
            servers: components["schemas"]["Server"][];
            restaurants: components["schemas"]["Restaurant"][];
            total_guests: number;
            total_tables: number;
            total_reservations: number;
            total_sections: number;
            total_combinations: number;
            total_servers: number;
            total_restaurants: number;
        };
        GuestChange: {
            /** @enum {string} */
            entity_type: "guest";
            entity_id: string;
            /** @enum {string} */
            action: "create" | "update" | "delete";
            version: number;
            data: components["schemas"]["Guest"] | null;
        };
        TableChange: {
            /** @enum {string} */
            entity_type: "table";
            entity_id: string;
            /** @enum {string} */
            action: "create" | "update" | "delete";
            version: number;
            data: components["schemas"]["Table"] | null;
        };
        ReservationChange: {
            /** @enum {string} */
            entity_type: "reservation";
            entity_id: string;
            /** @enum {string} */
            action: "create" | "update" | "delete";
            version: number;
            data: components["schemas"]["Reservation"] | null;
        };
        SectionChange: {
            /** @enum {string} */
            entity_type: "section";
            entity_id: string;
            /** @enum {string} */
            action: "create" | "update" | "delete";
            version: number;
            data: components["schemas"]["Section"] | null;
        };
        CombinationChange: {
            /** @enum {string} */
            entity_type: "combination";
            entity_id: string;
            /** @enum {string} */
            action: "create" | "update" | "delete";
            version: number;
            data: components["schemas"]["Combination"] | null;
        };
        ServerChange: {
            /** @enum {string} */
            entity_type: "server";
            entity_id: string;
            /** @enum {string} */
            action: "create" | "update" | "delete";
            version: number;
            data: components["schemas"]["Server"] | null;
        };
        RestaurantChange: {
            /** @enum {string} */
            entity_type: "restaurant";
            entity_id: string;
            /** @enum {string} */
            action: "create" | "update" | "delete";
            version: number;
            data: components["schemas"]["Restaurant"] | null;
        };
        DeltaUpdateMessage: {
            restaurant_id: string;
            /** Format: date-time */
            timestamp: string;
            seq: number;
            cursor: string;
            part?: number[];
            changes: (components["schemas"]["GuestChange"] | components["schemas"]["TableChange"] | components["schemas"]["ReservationChange"] | components["schemas"]["SectionChange"] | components["schemas"]["CombinationChange"] | components["schemas"]["ServerChange"] | components["schemas"]["RestaurantChange"])[];
            /** @enum {string} */
            type: "delta_update";
        };
        GuestCreatedMessage: {
            restaurant_id: string;
            /** Format: date-time */
            timestamp: string;
            seq: number;
            cursor: string;
            part?: number[];
            guest_id: string;
            action: string;
            data?: components["schemas"]["Guest"];
            /** @enum {string} */
            type: "guest_created";
        };
        GuestUpdatedMessage: {
            restaurant_id: string;
            /** Format: date-time */
            timestamp: string;
            seq: number;
            cursor: string;
            part?: number[];
            guest_id: string;
            action: string;
            data?: components["schemas"]["Guest"];
            /** @enum {string} */
            type: "guest_updated";
        };
        GuestDeletedMessage: {
            restaurant_id: string;
            /** Format: date-time */
            timestamp: string;
            seq: number;
            cursor: string;
            part?: number[];
            guest_id: string;
            action: string;
            /** @enum {unknown} */
            data?: null;
            /** @enum {string} */
            type: "guest_deleted";
        };
        TableCreatedMessage: {
            restaurant_id: string;
            /** Format: date-time */
            timestamp: string;
            seq: number;
            cursor: string;
            part?: number[];
            table_id: string;
            action: string;
            data?: components["schemas"]["Table"];
            /** @enum {string} */
            type: "table_created";
        };
        TableUpdatedMessage: {
            restaurant_id: string;
            /** Format: date-time */
            timestamp: string;
            seq: number;
            cursor: string;
            part?: number[];
            table_id: string;
            action: string;
            data?: components["schemas"]["Table"];
            /** @enum {string} */
            type: "table_updated";
        };
        TableDeletedMessage: {
            restaurant_id: string;
            /** Format: date-time */
            timestamp: string;
            seq: number;
            cursor: string;
            part?: number[];
            table_id: string;
            action: string;
            /** @enum {unknown} */
            data?: null;
            /** @enum {string} */
            type: "table_deleted";
        };
        ReservationCreatedMessage: {
            restaurant_id: string;
            /** Format: date-time */
            timestamp: string;
            seq: number;
            cursor: string;
            part?: number[];
            reservation_id: string;
            action: string;
            data?: components["schemas"]["Reservation"];
            /** @enum {string} */
            type: "reservation_created";
        };
        ReservationUpdatedMessage: {
            restaurant_id: string;
            /** Format: date-time */
            timestamp: string;
            seq: number;
            cursor: string;
            part?: number[];
            reservation_id: string;
            action: string;
            data?: components["schemas"]["Reservation"];
            /** @enum {string} */
            type: "reservation_updated";
        };
        ReservationDeletedMessage: {
            restaurant_id: string;
            /** Format: date-time */
            timestamp: string;
            seq: number;
            cursor: string;
            part?: number[];
            reservation_id: string;
            action: string;
            /** @enum {unknown} */
            data?: null;
            /** @enum {string} */
            type: "reservation_deleted";
        };
        DataChangeMessage: {
            restaurant_id: string;
            /** Format: date-time */
            timestamp: string;
            seq: number;
            cursor: string;
            part?: number[];
            /** @enum {string} */
            type: "data_change";
        };
        AtomicTransactionCompleteMessage: {
            restaurant_id: string;
            /** Format: date-time */
            timestamp: string;
            seq: number;
            cursor: string;
            part?: number[];
            transaction_id: string | null;
            affected_entities: string[];
            /** @enum {string} */
            type: "atomic_transaction_complete";
        };
        UserActionMessage: {
            restaurant_id: string;
            user_id: string;
            action: string;
            guest_id?: string | null;
            table_id?: string | null;
            reservation_id?: string | null;
            /** Format: date-time */
            timestamp: string;
            /** @enum {string} */
            type: "user_action";
        };
        Present: {
            user_id: string;
            name: string | null;
            initials: string | null;
            devices: number;
        };
        PresenceMessage: {
            restaurant_id: string;
            /** Format: date-time */
            timestamp: string;
            people: components["schemas"]["Present"][];
            /** @enum {string} */
            type: "presence";
        };
        SyncHeadMessage: {
            restaurant_id: string;
            /** Format: date-time */
            timestamp: string;
            seq: number;
            cursor: string;
            /** Format: date-time */
            server_time: string;
            token_expires_in: number | null;
            /** @enum {string} */
            type: "sync:head";
        };
        SyncByeMessage: {
            code: number;
            reason: string;
            resume: boolean;
            retry_after_ms: number;
            /** @enum {string} */
            type: "sync:bye";
        };
        ListedGuestChange: {
            /** @enum {string} */
            entity_type: "guest";
            entity_id: string;
            /** @enum {string} */
            action: "create" | "update" | "delete";
            version: number;
            data: components["schemas"]["Guest"] | null;
            timestamp: string;
            seq: number;
        };
        ListedTableChange: {
            /** @enum {string} */
            entity_type: "table";
            entity_id: string;
            /** @enum {string} */
            action: "create" | "update" | "delete";
            version: number;
            data: components["schemas"]["Table"] | null;
            timestamp: string;
            seq: number;
        };
        ListedReservationChange: {
            /** @enum {string} */
            entity_type: "reservation";
            entity_id: string;
            /** @enum {string} */
            action: "create" | "update" | "delete";
            version: number;
            data: components["schemas"]["Reservation"] | null;
            timestamp: string;
            seq: number;
        };
        ListedSectionChange: {
            /** @enum {string} */
            entity_type: "section";
            entity_id: string;
            /** @enum {string} */
            action: "create" | "update" | "delete";
            version: number;
            data: components["schemas"]["Section"] | null;
            timestamp: string;
            seq: number;
        };
        ListedCombinationChange: {
            /** @enum {string} */
            entity_type: "combination";
            entity_id: string;
            /** @enum {string} */
            action: "create" | "update" | "delete";
            version: number;
            data: components["schemas"]["Combination"] | null;
            timestamp: string;
            seq: number;
        };
        ListedServerChange: {
            /** @enum {string} */
            entity_type: "server";
            entity_id: string;
            /** @enum {string} */
            action: "create" | "update" | "delete";
            version: number;
            data: components["schemas"]["Server"] | null;
            timestamp: string;
            seq: number;
        };
        ListedRestaurantChange: {
            /** @enum {string} */
            entity_type: "restaurant";
            entity_id: string;
            /** @enum {string} */
            action: "create" | "update" | "delete";
            version: number;
            data: components["schemas"]["Restaurant"] | null;
            timestamp: string;
            seq: number;
        };
        SyncSubscribedMessage: {
            /** @enum {string} */
            mode: "live" | "catchup" | "resync";
            cursor?: string;
            seq?: number;
            /** @enum {string} */
            reason?: "epoch" | "too_old" | "ahead" | "diverged";
            changes?: (components["schemas"]["ListedGuestChange"] | components["schemas"]["ListedTableChange"] | components["schemas"]["ListedReservationChange"] | components["schemas"]["ListedSectionChange"] | components["schemas"]["ListedCombinationChange"] | components["schemas"]["ListedServerChange"] | components["schemas"]["ListedRestaurantChange"])[];
            /** @enum {string} */
            type: "sync:subscribed";
        };
        SyncAuthenticatedMessage: {
            ok: boolean;
            token_expires_in: number;
            /** @enum {string} */
            type: "sync:authenticated";
        };
        UserActionAckMessage: {
            ok: boolean;
            /** @enum {string} */
            type: "user_action_ack";
        };
        PongMessage: {
            /** Format: date-time */
            timestamp: string;
            /** @enum {string} */
            type: "pong";
        };
        HeartbeatMessage: {
            /** Format: date-time */
            timestamp: string;
            /** @enum {string} */
            type: "heartbeat";
        };
        Fault: {
            code: string;
            message: string;
            details: {
                [key: string]: unknown;
            };
            request_id: string | null;
        };
        ErrorMessage: {
            /** @enum {boolean} */
            success: false;
            detail: string;
            error: components["schemas"]["Fault"];
            /** @enum {string} */
            type: "error";
        };
        SyncAuthenticatedAcknowledgement: {
            ok: boolean;
            token_expires_in: number;
        };
        SyncSubscribedAcknowledgement: {
            /** @enum {string} */
            mode: "live" | "catchup" | "resync";
            cursor?: string;
            seq?: number;
            /** @enum {string} */
            reason?: "epoch" | "too_old" | "ahead" | "diverged";
            changes?: (components["schemas"]["ListedGuestChange"] | components["schemas"]["ListedTableChange"] | components["schemas"]["ListedReservationChange"] | components["schemas"]["ListedSectionChange"] | components["schemas"]["ListedCombinationChange"] | components["schemas"]["ListedServerChange"] | components["schemas"]["ListedRestaurantChange"])[];
        };
        UserActionAckAcknowledgement: {
            ok: boolean;
        };
        SubscribeBody: {
            restaurant_id?: string | number | null;
            /** @default null */
            cursor?: string | null;
            /**
             * @default delta
             * @enum {string}
             */
            stream?: "delta" | "entities" | "both" | "hint";
        };
        TokenBody: {
            token: string;
        };
        NoteBody: {
            action: string;
            restaurant_id?: string | number | null;
            guest_id?: string | number | null;
            table_id?: string | number | null;
            reservation_id?: string | number | null;
        };
        RestaurantBody: {
            restaurant_id?: string | number | null;
            platform?: unknown;
            version?: unknown;
        };
        EmptyBody: Record<string, never>;
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
